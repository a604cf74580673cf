"""What a web page hangs under an article: comment boxes, log-in and sharing, cookie and newsletter notes.

Only at the end, and only a line that is junk by itself, so that no article loses a sentence to a word in it.
"""

import re
from collections.abc import Sequence

from kg.read.blocks import Block

_LONGEST = 160
_LEAD = re.compile(r"^[^\w©]+")
_PLACES = r"(?:facebook|twitter|x|linkedin|e-?mail|reddit|whatsapp|telegram|mastodon|bluesky|weibo|wechat|pinterest)"
_LINES = re.compile(
    "|".join(
        (
            r"(?:\d+ )?comments?(?: ?[(\[]?\d+[)\]]?)?:?",
            r"(?:please )?(?:log|sign) ?(?:in|up)(?: (?:or|and|/) (?:register|(?:sign|log) ?(?:in|up)))?"
            r"(?:(?: to| for| with)\b.{0,80})?",
            r"(?:create|already have) an account\b.{0,60}",
            r"(?:there are )?no (?:comments|replies|responses)(?: yet| so far)?(?:\W+be the first to .{1,40})?",
            r"be the first to (?:comment|reply|respond|like|share)\b.{0,30}",
            r"(?:leave|post|add|write|submit) (?:a |your )?(?:comment|reply|response)s?\b.{0,40}",
            r"comments (?:are|have been) (?:closed|disabled|turned off)\b.{0,40}",
            r"join the (?:conversation|discussion)\b.{0,30}",
            r"(?:view|show|load|see|read) (?:all |more |\d+ )+(?:comments|replies|stories|articles|posts)?",
            r"(?:sort|order)(?:ed)? by\b.{0,40}",
            r"(?:most|newest|oldest|latest|best|top)(?: (?:recent|liked|popular|read|first|comments|stories))?",
            r"(?:like|reply|share|tweet|print|save|bookmark|follow|report|copy link|back to top)(?: ?[(\[]?\d+[)\]]?)?",
            r"(?:share|follow us)(?: this)?(?: (?:article|story|post|page))?"
            rf"(?:(?: on| via| by|:)?(?:,? (?:and )?{_PLACES})+)?",
            r"\d+ (?:likes?|shares?|views?|reads?|replies)",
            r"(?:subscribe|sign up|get)\b.{0,60}\b(?:newsletters?|inbox|alerts)\b.{0,40}",
            r"(?:we|this (?:site|website|page)) uses? cookies\b.{0,120}",
            r"(?:accept|reject|manage)(?: all)? (?:cookies|preferences|settings)",
            r"(?:related|recommended|popular|trending|more)"
            r"(?: (?:articles|stories|posts|topics|reading|news|from \w+))+:?",
            r"read (?:more|next|also)(?::.{0,120})?",
            r"(?:tags|topics|filed under|categories|keywords): ?.{1,120}",
            r"(?:advertisement|sponsored(?: content)?|\d+ min(?:ute)?s? read)",
            r"©.{0,100}|(?:copyright ?(?:©|\(c\))?|\(c\)) ?\d{4}.{0,100}",
            r"all rights reserved\b.{0,60}",
            r"(?:privacy policy|terms (?:of (?:use|service)|and conditions)|cookie (?:policy|settings))",
            r"report (?:a |an )?(?:typo|error|abuse|comment|problem)\b.{0,30}",
            r"(?:previous|next) (?:article|story|post)(?::.{0,120})?",
            r"(?:请)?登录后?.{0,20}评论.{0,10}",
            r"(?:暂无|还没有|全部|最新|热门|查看|发表|我要|写)(?:\w{0,4})评论.{0,20}",
            r"评论 ?[(（]?\d*[)）]?",
            r"(?:点赞|收藏|举报|转发|分享)(?: ?[(（]?\d+[)）]?|到.{0,30})?",
            r"(?:责任编辑|责编|编辑|校对|审核)[:：].{0,30}",
            r"(?:相关阅读|相关文章|推荐阅读|延伸阅读)[:：]?",
            r"版权所有.{0,60}|.{0,10}未经授权.{0,10}(?:不得|禁止)转载.{0,20}",
        )
    ),
    re.IGNORECASE,
)


def is_junk(line: str) -> bool:
    """Whether a line at the end of a page is the page's and not the article's.

    A menu ("Most recent | Most liked") is junk when one of its parts is, and so are two junk sentences in a line.
    """
    line = _LEAD.sub("", line) if len(line) <= _LONGEST else ""
    if not line:
        return False
    if _LINES.fullmatch(line.rstrip(" .!…。→»›>")):
        return True
    menu = [part for part in re.split(r"\s*[|·•]\s*", line) if part]
    return len(menu) > 1 and all(len(part.split()) <= 4 for part in menu) and any(map(is_junk, menu))


def trim(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the junk at their end; the first block always stays."""
    end = len(blocks)
    while end > 1 and is_junk(blocks[end - 1].text):
        end -= 1
    return list(blocks[:end])
