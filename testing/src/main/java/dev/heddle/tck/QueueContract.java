package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.DeferredQueue;
import dev.heddle.defer.QueueOverflowException;
import dev.heddle.defer.QueueUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clause L6: queues from which Deferreds take. */
public abstract class QueueContract extends ReactorContract {

    /** More than there is stack for. */
    private static final int MANY = 100_000;

    private static final int ROUNDS = 100;
    private static final int PUTTERS = 3;

    private final List<String> log = new ArrayList<>();
    private final DeferredQueue<@Nullable Integer> queue = new DeferredQueue<>();

    /** For subclasses. */
    protected QueueContract() {}

    private Deferred<?> get(String name) {
        return get(queue, name);
    }

    private Deferred<?> get(DeferredQueue<@Nullable Integer> from, String name) {
        return from.get().addConsumer(value -> log.add(name + " " + value));
    }

    @Clause("L6")
    @DisplayName("L6: values that lie in the queue are given out in the order put, null, too")
    void valuesWait() {
        queue.put(1);
        queue.put(null);
        queue.put(3);

        get("a");
        get("b");
        get("c");

        assertThat(log).containsExactly("a 1", "b null", "c 3");
    }

    @Clause("L6")
    @DisplayName("L6: put hands to the one that waits longest, before it returns")
    void waitersWait() {
        get("a");
        get("b");

        queue.put(1);
        log.add("put");
        queue.put(2);
        queue.put(3);
        get("c");

        assertThat(log).containsExactly("a 1", "put", "b 2", "c 3");
    }

    @Clause("L6")
    @DisplayName("L6: one that gives up waiting gets nothing, and the next gets the value")
    void givingUp() {
        Deferred<?> first = get("a");
        first.addErrorConsumer(
                failure -> log.add(failure.trap(CancellationException.class).getSimpleName()));
        get("b");

        first.cancel();
        queue.put(1);

        assertThat(log).containsExactly("CancellationException", "b 1");
    }

    @Clause("L6")
    @DisplayName("L6: a put over the size throws, and the queue is as before")
    void overflow() {
        DeferredQueue<@Nullable Integer> small = new DeferredQueue<>(2, 1);
        small.put(1);
        small.put(2);

        assertThatThrownBy(() -> small.put(3))
                .isInstanceOf(QueueOverflowException.class)
                .hasMessageContaining("2");

        get(small, "a");
        small.put(4);
        get(small, "b");
        get(small, "c");
        assertThat(log).containsExactly("a 1", "b 2", "c 4");
    }

    @Clause("L6")
    @DisplayName("L6: a get over the backlog throws, and those who wait go on waiting")
    void underflow() {
        DeferredQueue<@Nullable Integer> small = new DeferredQueue<>(1, 1);
        get(small, "a");

        assertThatThrownBy(small::get)
                .isInstanceOf(QueueUnderflowException.class)
                .hasMessageContaining("1");

        small.put(1);
        assertThat(log).containsExactly("a 1");
    }

    @Clause("L6")
    @DisplayName("L6: with a size of 0 a value is put only where somebody waits, and with a backlog of 0 the reverse")
    void rendezvous() {
        DeferredQueue<@Nullable Integer> rendezvous = new DeferredQueue<>(0, 1);
        assertThatThrownBy(() -> rendezvous.put(1)).isInstanceOf(QueueOverflowException.class);
        get(rendezvous, "a");
        rendezvous.put(2);

        DeferredQueue<@Nullable Integer> impatient = new DeferredQueue<>(1, 0);
        assertThatThrownBy(impatient::get).isInstanceOf(QueueUnderflowException.class);
        impatient.put(3);
        get(impatient, "b");

        assertThat(log).containsExactly("a 2", "b 3");
    }

    @Clause("L6")
    @DisplayName("L6: one that gives up waiting leaves its place in the backlog, and no value is put for it")
    void placesAreLeft() {
        DeferredQueue<@Nullable Integer> rendezvous = new DeferredQueue<>(0, 1);

        rendezvous.get().cancel();

        assertThatThrownBy(() -> rendezvous.put(1)).isInstanceOf(QueueOverflowException.class);
        get(rendezvous, "a");
        rendezvous.put(2);
        assertThat(log).containsExactly("a 2");
    }

    @Clause("L6")
    @DisplayName("L6: what a waiter's callback puts goes to the next waiter, within the limits, and before put returns")
    void puttingInside() {
        DeferredQueue<@Nullable Integer> rendezvous = new DeferredQueue<>(0, 2);
        rendezvous.get().addConsumer(value -> {
            rendezvous.put(2);
            assertThatThrownBy(() -> rendezvous.put(3)).isInstanceOf(QueueOverflowException.class);
            log.add("a " + value);
        });
        get(rendezvous, "b");

        rendezvous.put(1);

        assertThat(log).containsExactly("a 1", "b 2");
    }

    @Clause("L6")
    @DisplayName("L6: 100,000 who wait, each of whom puts for the next, need no more stack than one")
    void manyInARow() {
        for (int i = 0; i < MANY; i++) {
            queue.get().addConsumer(value -> queue.put(value == null ? null : value + 1));
        }

        queue.put(0);

        get("last");
        assertThat(log).containsExactly("last 100000");
    }

    @Clause("L6")
    @DisplayName("L6: a size, a backlog, a Failure and a Deferred that cannot be are told of")
    void misuse() {
        DeferredQueue<Object> any = new DeferredQueue<>();

        assertThatThrownBy(() -> any.put(Deferred.succeed(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeferredQueue<>(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeferredQueue<>(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Clause({"L6", "M4"})
    @DisplayName("L6: of what several threads put while others get, each value is got once")
    void threadsPutAndGet() throws Exception {
        DeferredQueue<Integer> shared = new DeferredQueue<>();
        AtomicInteger sum = new AtomicInteger();
        AtomicInteger got = new AtomicInteger();

        Crowd.run(2 * PUTTERS, index -> {
            for (int i = 0; i < ROUNDS; i++) {
                if (index % 2 == 0) {
                    shared.put(index * ROUNDS + i);
                } else {
                    shared.get().addConsumer(value -> {
                        sum.addAndGet(value);
                        got.incrementAndGet();
                    });
                }
            }
        });

        int expected = 0;
        for (int putter = 0; putter < PUTTERS; putter++) {
            expected += ROUNDS * ROUNDS * 2 * putter + ROUNDS * (ROUNDS - 1) / 2;
        }
        assertThat(got).hasValue(PUTTERS * ROUNDS);
        assertThat(sum).hasValue(expected);
    }

    @Clause({"L6", "M4"})
    @DisplayName("L6: a value that is put while its taker gives up is not lost")
    void puttingAndGivingUp() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            DeferredQueue<Integer> shared = new DeferredQueue<>();
            var outcomes = new Journal(harness);
            Deferred<Integer> waiting = shared.get();
            waiting.addConsumer(value -> outcomes.add("got"));

            Crowd.run(2, index -> {
                if (index == 0) {
                    shared.put(1);
                } else {
                    waiting.cancel();
                }
            });
            shared.get().addConsumer(value -> outcomes.add("got")).cancel();

            assertThat(outcomes.lines()).containsExactly("got");
        }
    }
}
