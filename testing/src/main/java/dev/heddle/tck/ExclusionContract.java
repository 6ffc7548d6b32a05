package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.DeferredLock;
import dev.heddle.defer.DeferredSemaphore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** Clause L5: locks and semaphores for Deferreds. */
public abstract class ExclusionContract extends ReactorContract {

    /** More than there is stack for. */
    private static final int MANY = 100_000;

    private static final int ROUNDS = 100;
    private static final int THREADS = 4;

    private final List<String> log = new ArrayList<>();
    private final DeferredLock lock = new DeferredLock();

    /** For subclasses. */
    protected ExclusionContract() {}

    private Deferred<?> acquire(String name) {
        return lock.acquire().addConsumer(held -> log.add(name));
    }

    @Clause("L5")
    @DisplayName("L5: a lock is free at once for one, and then for those who wait, each in turn, as it is released")
    void aLockIsHandedOnInOrder() {
        assertThat(lock.isLocked()).isFalse();
        acquire("first");
        acquire("second");
        acquire("third");
        assertThat(log).containsExactly("first");

        lock.release();
        assertThat(log).containsExactly("first", "second");
        lock.release();
        assertThat(log).containsExactly("first", "second", "third");
        assertThat(lock.isLocked()).isTrue();
        lock.release();
        assertThat(lock.isLocked()).isFalse();
    }

    @Clause("L5")
    @DisplayName("L5: a semaphore lets as many through as it has permits")
    void aSemaphoreLetsSomeThrough() {
        DeferredSemaphore semaphore = new DeferredSemaphore(2);
        for (int i = 0; i < 4; i++) {
            int number = i;
            semaphore.acquire().addConsumer(held -> log.add((held == semaphore) + " " + number));
        }
        assertThat(log).containsExactly("true 0", "true 1");

        semaphore.release();
        assertThat(log).containsExactly("true 0", "true 1", "true 2");
        semaphore.release();
        semaphore.release();

        assertThat(log).endsWith("true 3");
        assertThat(semaphore.available()).isEqualTo(1);
        assertThat(semaphore.limit()).isEqualTo(2);
    }

    @Clause("L5")
    @DisplayName("L5: cancelling a waiting acquire removes it; one that was granted keeps the lock")
    void cancellingAnAcquire() {
        Deferred<?> first = acquire("first");
        Deferred<?> second = acquire("second");
        second.addErrorConsumer(failure -> log.add(failure.getCause().getClass().getSimpleName()));
        acquire("third");

        second.cancel();
        first.cancel();
        assertThat(log).containsExactly("first", "CancellationException");
        assertThat(lock.isLocked()).isTrue();

        lock.release();
        assertThat(log).endsWith("third");
    }

    @Clause("L5")
    @DisplayName("L5: run does its work with the lock held, and releases it when the work's Deferred has a value")
    void runReleasesOnSuccess() {
        Deferred<Integer> work = new Deferred<>();
        Deferred<Integer> ran = lock.run(() -> work);
        acquire("next");
        assertThat(log).isEmpty();

        work.callback(1);

        ran.addConsumer(value -> log.add("ran " + value));
        assertThat(log).containsExactly("next", "ran 1");
    }

    @Clause("L5")
    @DisplayName("L5: run releases when the work fails, and when it throws before it has a Deferred, or gives none")
    void runReleasesOnFailure() {
        IOException cause = new IOException("on purpose");
        Deferred<Integer> work = new Deferred<>();
        lock.run(() -> work).addErrorConsumer(failure -> log.add("failed " + (failure.getCause() == cause)));
        lock.<Integer>run(() -> {
                    throw cause;
                })
                .addErrorConsumer(failure -> log.add("thrown " + (failure.getCause() == cause)));

        work.errback(cause);

        assertThat(log).containsExactly("thrown true", "failed true");
        assertThat(lock.isLocked()).isFalse();
    }

    @Clause("L5")
    @DisplayName("L5: cancelling a run that waits gives up waiting, and its work is not begun")
    void cancellingAWaitingRun() {
        acquire("first");
        Deferred<Integer> waiting = lock.run(() -> Deferred.succeed(log.size()).addCallback(size -> {
            log.add("begun");
            return size;
        }));
        waiting.addErrorConsumer(
                failure -> log.add(failure.trap(CancellationException.class).getSimpleName()));

        waiting.cancel();
        lock.release();

        assertThat(log).containsExactly("first", "CancellationException");
        assertThat(lock.isLocked()).isFalse();
    }

    @Clause("L5")
    @DisplayName("L5: cancelling a run whose work has begun cancels the work, and then releases")
    void cancellingABegunRun() {
        Deferred<Integer> work = new Deferred<>(self -> log.add("cancelled, locked " + lock.isLocked()));
        Deferred<Integer> running = lock.run(() -> work);

        running.cancel();

        assertThat(log).containsExactly("cancelled, locked true");
        assertThat(lock.isLocked()).isFalse();
    }

    @Clause("L5")
    @DisplayName("L5: what is released more often than it was acquired throws, also while others wait for it")
    void overRelease() {
        assertThatThrownBy(lock::release).isInstanceOf(IllegalStateException.class);
        DeferredSemaphore semaphore = new DeferredSemaphore(2);
        semaphore.acquire();
        semaphore.release();
        assertThatThrownBy(semaphore::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("limit of 2");
        assertThat(semaphore.available()).isEqualTo(2);

        acquire("first");
        lock.acquire().addConsumer(held -> {
            lock.release();
            assertThatThrownBy(lock::release).isInstanceOf(IllegalStateException.class);
            log.add("checked");
        });
        acquire("third");
        lock.release();

        assertThat(log).containsExactly("first", "checked", "third");
        assertThatThrownBy(() -> new DeferredSemaphore(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Clause("L5")
    @DisplayName("L5: 100,000 who wait, each of whom releases as soon as he has it, need no more stack than one")
    void manyInARow() {
        AtomicInteger served = new AtomicInteger();
        acquire("first");
        for (int i = 0; i < MANY; i++) {
            if (i % 2 == 0) {
                lock.acquire().addConsumer(held -> {
                    served.incrementAndGet();
                    held.release();
                });
            } else {
                lock.run(() -> Deferred.succeed(served.incrementAndGet()));
            }
        }

        lock.release();

        assertThat(served).hasValue(MANY);
        assertThat(lock.isLocked()).isFalse();
    }

    @Clause({"L5", "M4"})
    @DisplayName("L5: of several threads no more than there are permits are inside, and none is left waiting")
    void threadsAreKeptOut() throws Exception {
        DeferredSemaphore semaphore = new DeferredSemaphore(2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger tooMany = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();

        Crowd.run(THREADS, index -> {
            for (int round = 0; round < ROUNDS; round++) {
                semaphore.run(() -> {
                    if (inside.incrementAndGet() > 2) {
                        tooMany.incrementAndGet();
                    }
                    Thread.yield();
                    served.incrementAndGet();
                    inside.decrementAndGet();
                    return Deferred.succeed(index);
                });
            }
        });

        assertThat(served).hasValue(THREADS * ROUNDS);
        assertThat(tooMany).hasValue(0);
        assertThat(semaphore.available()).isEqualTo(2);
    }

    @Clause({"L5", "M4"})
    @DisplayName("L5: a thread that releases serves inside that, also while another thread serves")
    void twoThreadsServe() {
        DeferredSemaphore semaphore = new DeferredSemaphore(2);
        semaphore.acquire();
        semaphore.acquire();
        semaphore.acquire().addConsumer(held -> {
            Crowd.runElsewhere(index -> semaphore.release());
            log.add("released");
        });
        semaphore.acquire().addConsumer(held -> log.add("served"));

        semaphore.release();

        assertThat(log).containsExactly("served", "released");
    }

    @Clause({"L5", "M4"})
    @DisplayName("L5: of a release and a cancel at the same time, the permit goes to who waits, or to the next")
    void releasingAndCancelling() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            DeferredLock mine = new DeferredLock();
            var outcomes = new Journal(harness);
            mine.acquire();
            Deferred<DeferredLock> waiting = mine.acquire();
            waiting.addBoth((held, failure) -> {
                outcomes.add(failure == null ? "granted" : "cancelled");
                if (failure == null) {
                    mine.release();
                }
                return 0;
            });
            mine.acquire().addConsumer(held -> outcomes.add("next"));

            Crowd.run(2, index -> {
                if (index == 0) {
                    mine.release();
                } else {
                    waiting.cancel();
                }
            });

            assertThat(outcomes.lines()).hasSize(2).contains("next").containsAnyOf("granted", "cancelled");
        }
    }
}
