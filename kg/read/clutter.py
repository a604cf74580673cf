"""What stands on a web page around the article: menus, advertisements, lists of other articles, boxes, comments.

Known by the elements and roles of HTML, by the words that templates use in `class` and `id`, and by what the lines say.
"""

import re
from collections.abc import Iterator

from lxml import etree

from kg.read import junk, markup
from kg.read.markup import Element, Piece

# A part that is named like clutter stays when it holds this share of the page's text: templates name whole pages so
# (`class="has-sidebar comments-open"`). Comments may well outweigh the article.
_MOST = 0.4
_LEAST_LEFT = 60
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar")
)
_NAMES = re.compile(
    r"(?<![a-z])(?<!has-)(?<!no-)(?<!with-)(?:ads?|advert\w*|adsense|adslot|sponsor\w*|promo\w*|newsletters?|subscri\w+|sign-?up|"
    r"cookies?|consent|gdpr|related\w*|recommend\w*|recirc\w*|outbrain|taboola|trending|most-?(?:read|popular|viewed)|"
    r"popular|teasers?|more-?(?:news|stories|articles|from|on)|read-?(?:more|next|also)|up-?next|you-?may|also-?like|"
    r"share|sharing|social\w*|follow-us|breadcrumbs?|crumbs?|menu|nav|navbar|navigation|navbox|topbar|bottombar|"
    r"side-?bar\w*|rail|widgets?|toc|pagination|pager|prev-?next|post-?nav\w*|tag-?(?:list|cloud|links)|tags|"
    r"author-?(?:bio|box|card|info)|about-?(?:the-)?author|bio|site-?(?:header|footer)|page-?(?:header|footer)|footer|"
    r"copyright|disclaimer|donat\w+|paywall|regwall|modal|popup|pop-up|overlay|toast|login|"
    r"catlinks|printfooter|siteSub|mw-(?:navigation|panel)|reflist|references|"
    r"hot-?news|tuijian|xiangguan|pinglun|daohang|fenxiang|erweima|qrcode|weixin|editor-?info|zebian)(?![a-z])"
)
_COMMENTS = re.compile(
    r"(?<![a-z])(?:comments?|commentlist|comment-?(?:list|area|section)|disqus|respond|replies)(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BODY = re.compile(
    r"(?<![a-z])(?:article-?body|story-?body|post-?(?:content|body)|entry-?content|article-?(?:content|text)|"
    r"news-?(?:content|text)|main-?content|mw-parser-output)(?![a-z])"
)
_HELD = frozenset(("html", "body", "main", "h1", "p"))
_LONGEST_LINE = 220
_SAYS = re.compile(
    r"(?:read more|read also|also read|see also|related|more on this|more from|recommended|watch|listen|don['’]t miss|"
    r"editor['’]s picks?|more stories)\b(?: ?[:|–—-].*|\s*)|(?:advertisement|sponsored|promoted)|"
    r"(?:story continues below|article continues (?:below|after)|continue reading)\b.{0,60}|"
    r"(?:sign up|subscribe)\b.{0,100}\b(?:newsletters?|inbox|e-?mail|alerts|updates|offers?)\b.*|"
    r"get .{0,80}\b(?:in|to) your inbox\b.*|.{0,60}\b(?:delivered|straight) (?:straight )?to your inbox\b.*|"
    r"(?:we (?:and our .{1,40} )?use|(?:this|our) (?:web)?site.{0,20}uses?|by (?:using|continuing)).{0,60}\b"
    r"cookies\b.*|"
    r"(?:photos?|photograph|images?|picture|credit|illustration|source)(?: (?:by|credit|courtesy))?: ?.{1,80}|"
    r"(?:follow|like|find|join) us on\b.{0,100}|(?:share|tweet|pin|print|e-?mail) (?:this|it)\b.{0,60}|"
    r"you (?:may|might) also (?:like|be interested)\b.{0,60}|"
    r"(?:most (?:read|popular|viewed)|trending|in this article)(?: (?:in|on) \w+| articles| stories| now| today)?:?|"
    r".{0,80}\bnot responsible for (?:the )?content of (?:external|linked|other)\b.{0,80}|"
    r".{0,80}\bno (?:liability|responsibility) for (?:the )?contents? of (?:external|linked|other|pages|sites)\b"
    r".{0,80}|"
    r"(?:skip to|jump to|back to|return to) (?:the )?(?:main|content|top|home\w*|navigation|search).{0,20}|"
    r"the (?:post|article) .{1,160} (?:first )?appeared (?:first )?(?:on|in) .{1,80}|"
    r"(?:click|tap) here\b.{0,80}|(?:最新|热门|精彩|猜你|更多)(?:新闻|推荐|文章|内容|喜欢|资讯|阅读|精彩).{0,10}|"
    r"(?:扫码|扫描|微信|长按).{0,30}(?:关注|二维码|下载|分享).{0,20}|(?:点击|返回|打开).{0,30}(?:首页|查看|更多|APP|顶部).{0,10}|"
    r"(?:上一篇|下一篇|相关新闻|相关报道|广告|原标题|推荐阅读)(?:[:：].{0,60})?|"
    r"(?:图片?(?:来源|源)|来源|图)[:：/].{1,30}|(?:免责声明|特别声明|版权声明)[:：].*|.{0,20}(?:ICP|公网安备).{0,40}",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"(?:(?:want|wish|like) to |to )?(?:continue|keep) reading\b.*|"
    r"already (?:a subscriber|subscribed|a member|registered)\b.*|"
    r"(?:this|the) (?:article|story|content) is (?:only )?(?:for|reserved for|available to) (?:our )?"
    r"(?:paying |registered )?(?:subscribers|members)\b.*|"
    r"(?:please )?(?:register|subscribe|sign (?:in|up)|log ?in|become a (?:member|subscriber))\b.{0,40} (?:to|and) "
    r"(?:read|continue|unlock|view|access|finish)\b.*|"
    r"(?:登录|注册|订阅|付费|开通会员)后?.{0,12}(?:阅读|查看|全文).{0,12}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?。！？…؟۔।][\"'”’」』)）\]]*$")
_ENDING = 10
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Characters of scripts that part no words.
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def prune(tree: Element) -> None:
    """Take the clutter out of a page's tree."""
    body = tree.find("body")
    mass = _masses(tree)
    whole = mass.get(body if body is not None else tree, 0)
    for element in list(_candidates(tree)):
        if _goes(element, mass.get(element, 0), whole):
            _remove(element)


def is_clutter(piece: Piece) -> bool:
    """Whether a piece is the page's and not the article's by what it says, or is nothing but a link to elsewhere."""
    text = piece.text
    if len(text) <= _LONGEST_LINE and (junk.is_junk(text) or _SAYS.fullmatch(_trimmed(text)) or is_paywall(piece)):
        return True
    return piece.linked > 0.8 and len(text) < 300 and not (piece.tag in ("td", "th", "dd", "dt") and len(text) < 40)


def is_paywall(piece: Piece) -> bool:
    """Whether a piece asks the reader to pay or to register before reading on."""
    return len(piece.text) <= _LONGEST_LINE and bool(_PAYWALL.fullmatch(_trimmed(piece.text)))


def is_sentence(piece: Piece) -> bool:
    """Whether a piece reads as a paragraph: ends like a sentence, has some words, and few of them are links."""
    if piece.linked >= 0.5 or not _SENTENCE_END.search(piece.text[-_ENDING:]):
        return False
    beginning = piece.text[:_LONGEST_LINE]
    return len(_WORDS.findall(beginning)) + len(_WIDE.findall(beginning)) // 2 >= 6


def _trimmed(text: str) -> str:
    return text.strip(" .!?…→»›>▶|")


def _masses(tree: Element) -> dict[Element, int]:
    """The characters of text that each element holds, links and what is not shown aside."""
    mass: dict[Element, int] = {}
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element.tag == "a" or markup.is_hidden(element):
                walker.skip_subtree()
                mass[element] = 0
            else:
                mass[element] = len((element.text or "").strip())
        else:
            parent = element.getparent()
            if parent is not None:
                mass[parent] = mass.get(parent, 0) + mass.get(element, 0) + len((element.tail or "").strip())
    return mass


def _candidates(tree: Element) -> Iterator[Element]:
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in _HELD and _kind(element):
            yield element


def _kind(element: Element) -> str:
    """Which clutter an element is called: `part` by its tag or role, `name` or `comments` by its names; or none."""
    if element.tag in ("aside", "footer", "nav") or element.get("role", "") in _ROLES:
        return "part"
    names = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("data-testid"))))
    if not names or len(names) > 1_000:
        return ""
    names = _CAMEL.sub("-", names).replace("_", "-").lower()
    if _BODY.search(names):
        return ""
    return "comments" if _COMMENTS.search(names) else "name" if _NAMES.search(names) else ""


def _goes(element: Element, mass: int, whole: int) -> bool:
    kind = _kind(element)
    if element.tag == "form" or any(True for _ in element.iter("h1")) or _holds_body(element):
        return False
    if kind == "comments":
        return whole - mass >= _LEAST_LEFT
    return mass <= _MOST * whole


def _holds_body(element: Element) -> bool:
    for inner in element.iter():
        if inner.get("itemprop") == "articleBody":
            return True
        names = inner.get("class") or inner.get("id") or ""
        if names and _BODY.search(_CAMEL.sub("-", names).replace("_", "-").lower()):
            return True
    return False


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail, before = (element.tail or "").strip() and element.tail, element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
