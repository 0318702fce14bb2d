/** Whom to telephone when a child is in danger; the same wherever it is told. */
export const callNow = (
  <ol>
    <li>不要让孩子一个人待着。</li>
    <li>
      有生命危险：<a href="tel:120">120</a>；正在受到伤害：<a href="tel:110">110</a>。
    </li>
    <li>
      心理援助：<a href="tel:12356">12356</a>；未成年人保护：<a href="tel:12345">12345</a>。
    </li>
  </ol>
)
