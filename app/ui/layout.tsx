import { Form, useLocation } from '@remix-run/react'
import { useEffect, useRef, type ReactNode } from 'react'
import { A, buttonClass } from '~/ui/link'

export type MenuGroup = {
  heading?: string
  items: { href: string; label: string; current?: boolean; count?: number | string }[]
}

type Search = { action: string; value?: string; name?: string; placeholder?: string; label?: string }

type LayoutProps = {
  brand: string
  /** Who works here and as what; null before sign-in. */
  me: { name: string; postLabel: string } | null
  menu: MenuGroup[]
  search?: Search
  homeHref?: string
  /** Where one's own account is looked after. */
  accountHref?: string
  switchHref?: string
  signOutToken?: string
  signOutAction?: string
  /** Stands above every page, for instance a service notice. */
  banner?: ReactNode
  children: ReactNode
}

/** The frame around every page: brand, search, post, menu, and the page itself in `main`. */
export function Layout(props: LayoutProps) {
  const { brand, me, menu, search, homeHref = '/', banner, children } = props
  const { pathname } = useLocation()
  const main = useFocusOnNewPage(pathname)
  const hasMenu = menu.some((group) => group.items.length > 0)
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="top">
        <div className="bar">
          <A className="mark" href={homeHref} label={`${brand}，首页`}>
            {brand}
          </A>
          {search && <SearchForm search={search} id="top-search" />}
          {me && <Post {...props} me={me} />}
        </div>
      </header>
      {me && (hasMenu || search) && (
        <details className="menu" key={pathname}>
          <summary>菜单与查找</summary>
          {search && <SearchForm search={search} id="menu-search" />}
          {hasMenu && (
            <nav aria-label="手机菜单">
              <MenuGroups menu={menu} />
            </nav>
          )}
          <p className="soft postline">{me.postLabel}</p>
          <div className="actions">
            <PostLinks {...props} />
          </div>
        </details>
      )}
      <div className={hasMenu ? 'shell' : 'shell alone'}>
        {hasMenu && (
          <nav className="side" aria-label="主导航">
            <MenuGroups menu={menu} />
          </nav>
        )}
        <main id="main" tabIndex={-1} ref={main}>
          {banner}
          {children}
        </main>
      </div>
    </>
  )
}

/** Without a page load nothing tells a screen reader that the page is a new one: focus does. */
function useFocusOnNewPage(pathname: string) {
  const main = useRef<HTMLElement>(null)
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}

function MenuGroups({ menu }: { menu: MenuGroup[] }) {
  return (
    <>
      {menu.map((group, at) => (
        <div className="group" key={group.heading ?? at}>
          {group.heading && <h2>{group.heading}</h2>}
          <ul>
            {group.items.map((item) => (
              <li key={item.href}>
                <A href={item.href} current={item.current ? 'page' : undefined}>
                  <span>{item.label}</span>
                  {item.count !== undefined && item.count !== 0 && <b className="count">{item.count}</b>}
                </A>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}

function SearchForm({ search, id }: { search: Search; id: string }) {
  const label = search.label ?? '查找'
  return (
    <Form
      discover="none"
      role="search"
      action={search.action}
      method="get"
      aria-label={id === 'top-search' ? label : `${label}（菜单）`}
    >
      <input
        id={id}
        key={search.value}
        type="search"
        name={search.name ?? 'q'}
        defaultValue={search.value}
        aria-label={label}
        placeholder={search.placeholder}
        autoComplete="off"
      />
      <button className="quiet">查找</button>
    </Form>
  )
}

function Post(props: LayoutProps & { me: { name: string; postLabel: string } }) {
  return (
    <div className="post">
      <div className="who">
        <strong>{props.me.name}</strong>
        <PostLinks {...props} />
      </div>
      <small className="soft" title={props.me.postLabel}>
        {props.me.postLabel}
      </small>
    </div>
  )
}

function PostLinks({ accountHref, switchHref, signOutToken, signOutAction = '/sign-out' }: LayoutProps) {
  return (
    <>
      {accountHref && (
        <A className="soft" href={accountHref}>
          我的账号
        </A>
      )}
      {switchHref && (
        <A className="soft" href={switchHref}>
          切换岗位
        </A>
      )}
      {signOutToken !== undefined && (
        <form method="post" action={signOutAction} className="inline">
          <input type="hidden" name="_token" value={signOutToken} />
          <button className={`${buttonClass({})} plain`}>退出</button>
        </form>
      )}
    </>
  )
}
