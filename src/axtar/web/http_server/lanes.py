"""Lanes: kinds of requests with threads and waiting places of their own.

Each kind of costly work can occupy only its own lane, so that all others go on. What finds no free place, or waits too long,
is refused at once: an answer that comes after the reader has given up is work for nothing.
"""

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from waitress.task import ThreadedTaskDispatcher

if TYPE_CHECKING:
    from axtar.web.http_server.channel import Channel
    from axtar.web.http_server.request_parser import RequestParser

SHUTDOWN_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class LaneLimits:
    """The size of a lane.

    It has `threads` requests at once and `places` that wait, `wait` seconds at most.
    """

    threads: int
    places: int
    wait: float = 1.0


GENERAL = "general"
LANES: Mapping[str, LaneLimits] = {
    GENERAL: LaneLimits(threads=4, places=64),
    "search": LaneLimits(threads=2, places=16, wait=0.75),
    "page": LaneLimits(threads=2, places=16),
    "drawing": LaneLimits(threads=2, places=8),
    "export": LaneLimits(threads=1, places=8),
    "login": LaneLimits(threads=2, places=8),
    "edit": LaneLimits(threads=2, places=8, wait=5.0),  # these wait for others that write
    "upload": LaneLimits(threads=1, places=8, wait=60.0),  # received already: better late than again
}


class Lane(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress has no types
    """The threads and the queue of one lane."""

    def __init__(self, limits: LaneLimits) -> None:
        super().__init__()
        self.limits = limits
        self.set_thread_count(limits.threads)

    def is_full(self) -> bool:
        """Whether all waiting places are taken."""
        return len(self.queue) >= self.limits.places

    def take_overdue(self, now: float) -> "list[Waiting]":
        """Remove the requests that have waited too long, and those whose clients have gone."""
        with self.lock:
            overdue = [waiting for waiting in self.queue if waiting.is_overdue(now)]
            for waiting in overdue:
                self.queue.remove(waiting)
        return overdue


@dataclass(eq=False, slots=True)
class Waiting:
    """A request that waits in a lane, the first of its channel."""

    channel: "Channel"
    limits: LaneLimits
    refuse: "Callable[[Channel], None]"
    since: float

    def is_overdue(self, now: float) -> bool:
        """Whether the request is not worth beginning any more."""
        return now - self.since > self.limits.wait or not self.channel.connected

    def service(self) -> None:
        """Process the request, or refuse it if it has waited too long."""
        if self.is_overdue(time.monotonic()):
            self.refuse(self.channel)
        self.channel.service()

    def cancel(self) -> None:
        """Drop the request when the server ends."""
        self.channel.cancel()


class Lanes:
    """All lanes of a server; takes the place of waitress's dispatcher.

    `lane_of` returns the name of a request's lane, `refuse` gives the first request of a channel the error "busy".
    """

    def __init__(
        self,
        lane_of: "Callable[[RequestParser], str]",
        refuse: "Callable[[Channel], None]",
        lanes: Mapping[str, LaneLimits] = LANES,
    ) -> None:
        self._lane_of = lane_of
        self._refuse = refuse
        self._lanes = {name: Lane(limits) for name, limits in lanes.items()}
        self._refused: deque[Channel] = deque()

    def add_task(self, channel: "Channel") -> None:
        """Queue the first request of a channel.

        An invalid one, or one that finds no place, is answered by `answer_refused`.
        """
        request = channel.requests[0]
        if request.error is None:
            lane = self._lanes[self._lane_of(request)]
            if lane.is_full():
                self._refuse_overdue(lane)
            if not lane.is_full():
                lane.add_task(Waiting(channel, lane.limits, self._refuse, time.monotonic()))
                return
            self._refuse(channel)
        self._refused.append(channel)

    def expire(self) -> None:
        """Refuse the requests that have waited too long."""
        for lane in self._lanes.values():
            self._refuse_overdue(lane)

    def answer_refused(self) -> None:
        """Answer all refused requests, in the server's own thread: the others may all be busy."""
        while self._refused:
            self._refused.popleft().service()

    def shutdown(self) -> None:
        """End all threads that are idle, and drop what waits.

        A thread that is busy ends with the process.
        """
        ends_at = time.monotonic() + SHUTDOWN_SECONDS
        lanes: list[Any] = list(self._lanes.values())
        for lane in lanes:
            lane.set_thread_count(0)
        for lane in lanes:
            lane.shutdown(timeout=max(0.0, ends_at - time.monotonic()))

    def _refuse_overdue(self, lane: Lane) -> None:
        for waiting in lane.take_overdue(time.monotonic()):
            self._refuse(waiting.channel)
            self._refused.append(waiting.channel)
