"""A study on the workers of a Dask scheduler: chunks are futures, files come back as bytes, and are written here.

So workers need no disk that is shared, and a study's folder has one writer more, whatever the number of workers. What a worker loses that dies is run by another; where the
scheduler goes, what was under way is handed out again when it is back.
"""

from __future__ import annotations

import logging
import os
import queue
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from innosim.experiment.chunks import Chunk
from innosim.experiment.engine import Engine
from innosim.experiment.errors import ClusterError
from innosim.experiment.study_parcel import parcel_of, run_parcel
from innosim.experiment.study_work import Work

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

_LOCAL = "local"
"""In place of an address: workers on this machine, which go with the command."""
_AHEAD = 2
"""Chunks handed out for each worker: one that it runs, and one that waits."""
_PATIENCE = 600.0
"""Seconds that a scheduler that is gone is waited for."""
_FRUITLESS = 10
"""Times in a row that a scheduler may come and go before a single chunk came of it."""
_WAKE = 0.5
_CONNECTING = 10.0
"""Seconds after which a scheduler that does not answer is tried again."""


def cluster(address: str, engine: Engine, jobs: int | None = None) -> DaskWorkers:
    """Return the workers of a scheduler.

    Args:
        address: of the scheduler, or `_LOCAL`.
        engine: the model, which each worker must have too.
        jobs: how many workers, where they are local.

    Raises:
        ClusterError: the extra is not installed.
    """
    try:
        import distributed  # noqa: F401 - whether it is there
    except ImportError:
        raise ClusterError(
            'For --dask something more is needed: pip install "innosim[cluster]".'
        ) from None
    return DaskWorkers(address, engine.digest, jobs or os.cpu_count() or 1)


class DaskWorkers:
    """Workers of one scheduler, each with one chunk at a time on one thread."""

    def __init__(self, address: str, model: str, jobs: int) -> None:
        self._address, self._model, self._jobs = address, model, jobs
        self._wanted, self._counted = _AHEAD, 0.0
        self._under_way: dict[Future[Any], Chunk] = {}
        self._done: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()

    def work(self, work: Work) -> None:
        """Take chunks, have them run and keep them until there are no more.

        Raises:
            ClusterError: no scheduler, or workers that die of a chunk or have another innosim.
            OSError: of the study's folder, never of the net.
            Exception: the first that was raised elsewhere.
            KeyboardInterrupt: as it came.
        """
        lost, fruitless = time.monotonic(), 0
        while True:
            kept, self._there = work.ran, False
            try:
                with self._client() as client:
                    self._hand_out(client, work)
                    return
            except _GoneError as error:
                self._take_back(work)
                if self._there:
                    lost = time.monotonic()
                    fruitless = 0 if work.ran > kept else fruitless + 1
                if self._is_hopeless(time.monotonic() - lost, fruitless):
                    raise self._gone(error) from None
                time.sleep(_WAKE)

    def _is_hopeless(self, seconds: float, fruitless: int) -> bool:
        """Say whether nobody need be waited for any more: where there never was anybody, or nobody came back, or all who came went at once."""
        if self._address == _LOCAL:
            return fruitless > 0 or not self._there
        return not self._seen or seconds > _PATIENCE or fruitless > _FRUITLESS

    _seen = False
    """Whether the scheduler ever was there: one that never was is a wrong address."""
    _there = False
    """Whether it was there when it was tried last."""

    def _gone(self, why: BaseException) -> ClusterError:
        if self._address == _LOCAL:
            return ClusterError(
                f"Workers on this machine cannot be started, or do not stay ({_in_short(why)}): run it without --dask; what is finished is kept."
            )
        return ClusterError(
            f"There is no Dask scheduler at {self._address}: start one with dask scheduler, and name its address; what is finished is kept."
        )

    @contextmanager
    def _client(self) -> Iterator[Client]:
        """Connect to the scheduler, or start one with workers of its own.

        Raises:
            _GoneError: there is none just now, or none can be started.
            ClusterError: what was named is no address.
        """
        for name in ("distributed", "asyncio"):  # which tell of every connection that is lost
            logging.getLogger(name).setLevel(logging.CRITICAL)
        local = self._own_workers() if self._address == _LOCAL else None
        try:
            client = self._connected(local)
            self._seen = self._there = True
            try:
                yield client
            finally:
                with suppress(Exception):  # of a scheduler that is gone nothing need be closed
                    client.close(timeout=1)
        finally:
            if local is not None:
                with suppress(Exception):
                    local.close()

    def _own_workers(self) -> LocalCluster:
        from distributed import LocalCluster

        try:
            return LocalCluster(
                n_workers=self._jobs,
                threads_per_worker=1,
                dashboard_address=":0",  # a port of its own: two on one machine would warn of one
                silence_logs=logging.CRITICAL,
            )
        except Exception as error:
            raise _GoneError(_in_short(error)) from error

    def _connected(self, local: LocalCluster | None) -> Client:
        client = _client_class()
        try:
            with _of_the_net():
                where = self._address if local is None else local
                return client(where, timeout=_CONNECTING, set_as_default=False)
        except ValueError as error:  # no address at all
            raise ClusterError(
                f"{self._address} is no address of a Dask scheduler ({error}): write one such as tcp://host:8786, or local."
            ) from None

    def _hand_out(self, client: Client, work: Work) -> None:
        """Keep every worker busy until all is done; as workers come and go, so do chunks under way.

        Raises:
            _GoneError: the scheduler is gone.
        """
        try:
            all_out = self._fill(client, work)
            while self._under_way or not all_out:
                try:
                    future = self._done.get(timeout=_WAKE)
                except queue.Empty:
                    if client.status not in ("running", "connecting"):
                        raise _GoneError(client.status) from None
                else:
                    self._came(future, work)
                all_out = self._fill(client, work)
        except BaseException:
            with suppress(Exception):
                client.cancel(list(self._under_way), force=True)
            raise

    def _fill(self, client: Client, work: Work) -> bool:
        """Hand out what workers can take; say whether nothing waits any more, which a connection that is down cannot tell."""
        if client.status != "running":
            return False
        if time.monotonic() - self._counted > _WAKE:
            self._counted = time.monotonic()
            with _of_the_net():
                self._wanted = _AHEAD * max(1, len(client.nthreads()))
        while len(self._under_way) < self._wanted:
            chunk = work.take()
            if chunk is None:
                return True
            try:
                self._submit(client, chunk, work)
            except _GoneError:
                work.put_back(chunk)
                raise
        return False

    def _submit(self, client: Client, chunk: Chunk, work: Work) -> None:
        parcel = parcel_of(work.plan, chunk, work.keys[chunk], self._model)
        # A key of its own: a chunk that is handed out again is no answer of before.
        name = f"innosim-{work.keys[chunk]}-{time.monotonic_ns()}"
        with _of_the_net():
            future = client.submit(run_parcel, parcel, key=name, pure=False)
            future.add_done_callback(self._done.put)
        self._under_way[future] = chunk

    def _came(self, future: Future[Any], work: Work) -> None:
        """Keep what a worker ran; what was lost on the way waits again. Until it is kept it is under way.

        Raises:
            _GoneError: the scheduler is gone.
            OSError: what came cannot be kept.
        """
        chunk = self._under_way.get(future)
        if chunk is None:  # of a connection before
            return
        if future.status == "error":
            raise self._wrong(future.exception())
        if future.status == "finished":
            with _of_the_net():
                files = future.result()
            work.keep(chunk, files)
            work.count(work.plan.size(chunk))
            del self._under_way[future]
            future.release()
            return
        del self._under_way[future]
        work.put_back(chunk)

    def _take_back(self, work: Work) -> None:
        """Let what was under way when the scheduler went be run again."""
        for chunk in self._under_way.values():
            work.put_back(chunk)
        self._under_way.clear()

    def _wrong(self, error: Any) -> BaseException:
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return ClusterError(
                "Workers died again and again while they ran one chunk, as they do that have too little memory: give each more; what is finished is kept."
            )
        if isinstance(error, ModuleNotFoundError):
            return ClusterError(
                f"A worker lacks a module ({error}): install the same innosim on all, with its extra cluster."
            )
        if isinstance(error, OSError):  # of the worker's disk or memory, not of ours
            return ClusterError(
                f"A worker cannot run its chunk ({_in_short(error)}): look at that machine; what is finished is kept."
            )
        found: BaseException = error
        return found


@cache
def _client_class() -> type[Client]:
    """Return a client that only `DaskWorkers` closes: one that never came up would be waited for once more as it goes, and end in a traceback."""
    from distributed import Client

    class ClosedByHand(Client):
        def __del__(self) -> None:
            pass

    return ClosedByHand


class _GoneError(Exception):
    """The scheduler cannot be reached, or what it had is lost."""


@contextmanager
def _of_the_net() -> Iterator[None]:
    """Let what goes wrong in speaking with a scheduler be known as such: an error of the folder is of the same class.

    Raises:
        _GoneError: it cannot be reached, or has forgotten what it was given.
    """
    try:
        yield
    except (OSError, CancelledError) as error:
        raise _GoneError(_in_short(error)) from error


def _in_short(error: BaseException) -> str:
    """Return an error in its first line, by its class where it says nothing."""
    said = str(error).strip().splitlines()
    return said[0] if said else type(error).__name__
