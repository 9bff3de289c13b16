"""Sends all that is due here and now, without threads."""

from __future__ import annotations

from datetime import timedelta

from petitmot.federation.delivering import ledger, settling
from petitmot.federation.delivering.attempting import attempt
from petitmot.federation.delivering.luggage import Luggage
from petitmot.federation.delivering.outcomes import Kind
from petitmot.federation.delivering.sending import LEASE, MOST_PROBES, MOST_TURNS
from petitmot.federation.delivering.turns import ServerTurn
from petitmot.federation.delivering.wire import Post
from petitmot.federation.delivering.writing_off import mark_gone
from petitmot.kit.clock import now


def send_due(post: Post, luggage: Luggage | None = None) -> int:
    """Send all that is due here and now, without threads; return how many attempts were made."""
    packed, holder, tried = luggage or Luggage(), "inline", 0
    moment = now()
    until = moment + timedelta(seconds=LEASE)
    while claims := ledger.claim(holder, most=MOST_TURNS, silent=MOST_PROBES, moment=moment, lease_until=until):
        for claimed in claims:
            rows = ledger.load(claimed.server, moment=moment, most=1 if claimed.failures else ledger.MOST_AT_ONCE)
            tried += _one_turn(ServerTurn(claimed, rows), packed, post, holder)
    return tried


def _one_turn(turn: ServerTurn, packed: Luggage, post: Post, holder: str) -> int:
    done: list[ledger.Waiting] = []
    later: list[settling.Later] = []
    tried = 0
    packed.pack(turn.server, turn.rows)
    while rows := turn.take():
        for row in rows:
            piece = packed.piece(row)
            outcome = attempt(
                row.inbox, piece.body, sign=piece.sign, post=post, scheme=turn.scheme,
                attempts=row.attempts, more=piece.headers,
            )  # fmt: skip
            tried += 1
            again = turn.ended(row, outcome, now())
            if again is not None:
                later.append(again)
            elif outcome.kind is Kind.DONE:
                done.append(row)
            if outcome.kind is Kind.GONE:
                mark_gone([row.inbox])
    packed.unpack(turn.rows)
    settling.settle(holder, done=done, later=later, turns=[turn.result(now())], moment=now())
    return tried
