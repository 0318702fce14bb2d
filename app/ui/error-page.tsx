import { ButtonLink } from '~/ui/link'

type ErrorPageProps = {
  status: number
  title: string
  /** What happened and what to do next. */
  text: string
  actionHref?: string
  actionLabel?: string
  /** To be told to those who look after the system. */
  requestId?: string
}

/** A page instead of the one asked for. */
export function ErrorPage({
  status,
  title,
  text,
  actionHref = '/',
  actionLabel = '回到首页',
  requestId,
}: ErrorPageProps) {
  return (
    <section className="errorpage">
      <h1>{title}</h1>
      <p>{text}</p>
      <div className="actions">
        <ButtonLink href={actionHref}>{actionLabel}</ButtonLink>
      </div>
      <p className="soft">
        状态 {status}
        {requestId && (
          <>
            {' · '}请求编号 <code>{requestId}</code>，联系管理员时请一并告知。
          </>
        )}
      </p>
    </section>
  )
}
