package dev.heddle.proof.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.DeferredQueue;
import dev.heddle.defer.DeferredSemaphore;
import dev.heddle.defer.QueueUnderflowException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** L5, L6: rows of those who bring and those who wait, where waiters are given up and callbacks bring more. */
class ExchangeModelTest {

    /** What is done. */
    enum Kind {
        /** A value is put, or a permit released. */
        BRING,
        /** A value is asked for, or a permit. */
        TAKE,
        /** The same, by somebody who brings another one inside the callback. */
        TAKE_AND_BRING,
        /** The same, by somebody who brings one and asks for another one inside the callback. */
        TAKE_BRING_AND_TAKE,
        /** One who asked is cancelled. */
        CANCEL
    }

    /** @param taker which of those who asked is cancelled, counted from the first and around */
    record Step(Kind kind, int taker) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 7))
                .as(Step::new)
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 5_000)
    void queuesDoWhatTheModelDoes(
            @ForAll("programs") List<Step> program,
            @ForAll @IntRange(max = 3) int size,
            @ForAll @IntRange(max = 3) int backlog) {
        Model model = new Model(size, backlog);
        model.run(program);
        List<String> trace = new ArrayList<>();
        DeferredQueue<Integer> queue = new DeferredQueue<>(size, backlog);
        int[] put = {0};
        new Real(trace, () -> queue.put(put[0]++), queue::get).run(program);

        assertThat(trace).isEqualTo(model.trace);
    }

    @Property(tries = 5_000)
    void semaphoresDoWhatTheModelDoes(
            @ForAll("programs") List<Step> program, @ForAll @IntRange(min = 1, max = 3) int limit) {
        PermitModel model = new PermitModel(limit);
        model.run(program);
        List<String> trace = new ArrayList<>();
        DeferredSemaphore semaphore = new DeferredSemaphore(limit);
        new Real(trace, semaphore::release, () -> semaphore.acquire().addCallback(permit -> 0)).run(program);

        assertThat(trace).isEqualTo(model.trace);
        assertThat(semaphore.available()).isEqualTo(model.values.size());
    }

    /** Something that gives Deferreds. */
    private interface Source {
        Deferred<Integer> take();
    }

    /** A program on Heddle. */
    private record Real(List<String> trace, Runnable bringing, Source source) {

        void run(List<Step> program) {
            List<Deferred<?>> takers = new ArrayList<>();
            for (Step step : program) {
                switch (step.kind) {
                    case BRING -> bring();
                    case TAKE, TAKE_AND_BRING, TAKE_BRING_AND_TAKE -> take(takers, step.kind);
                    case CANCEL -> {
                        if (!takers.isEmpty()) {
                            takers.get(step.taker % takers.size()).cancel();
                        }
                    }
                }
            }
        }

        private void bring() {
            try {
                bringing.run();
            } catch (IllegalStateException refused) {
                trace.add("refused to bring");
            }
        }

        private void take(List<Deferred<?>> takers, Kind kind) {
            Deferred<Integer> taken;
            try {
                taken = source.take();
            } catch (QueueUnderflowException refused) {
                trace.add("refused to take");
                return;
            }
            int taker = takers.size();
            takers.add(taken);
            taken.addCallback(value -> {
                        trace.add("taker " + taker + " got " + value);
                        switch (kind) {
                            case TAKE_AND_BRING -> bring();
                            case TAKE_BRING_AND_TAKE -> {
                                bring();
                                take(takers, Kind.TAKE);
                            }
                            case BRING, TAKE, CANCEL -> {}
                        }
                        return value;
                    })
                    .addErrback(failure -> {
                        trace.add("taker " + taker + " gave up");
                        return 0;
                    });
        }
    }

    /** What should come of it. Callbacks that bring are served in the order of the values, after the present one. */
    private static class Model {

        final List<String> trace = new ArrayList<>();
        final Deque<Integer> values = new ArrayDeque<>();
        private final Deque<Taker> waiting = new ArrayDeque<>();
        private final List<Taker> takers = new ArrayList<>();
        private final int size;
        private final int backlog;
        private int put;
        private boolean delivering;

        private record Taker(int number, Kind kind) {}

        Model(int size, int backlog) {
            this.size = size;
            this.backlog = backlog;
        }

        void run(List<Step> program) {
            for (Step step : program) {
                switch (step.kind) {
                    case BRING -> bring();
                    case TAKE, TAKE_AND_BRING, TAKE_BRING_AND_TAKE -> take(step.kind);
                    case CANCEL -> cancel(step.taker);
                }
            }
        }

        /** The next value to be brought. */
        int next() {
            return put++;
        }

        boolean mayBring() {
            return values.size() - waiting.size() < size;
        }

        private void bring() {
            int value = next();
            if (mayBring()) {
                values.add(value);
                deliver();
            } else {
                trace.add("refused to bring");
            }
        }

        private void take(Kind kind) {
            boolean served = !values.isEmpty() && waiting.isEmpty();
            if (!served && waiting.size() - values.size() >= backlog) {
                trace.add("refused to take");
                return;
            }
            Taker taker = new Taker(takers.size(), kind);
            takers.add(taker);
            if (served) {
                serve(taker, values.remove());
            } else {
                waiting.add(taker);
            }
        }

        private void deliver() {
            if (delivering) {
                return;
            }
            delivering = true;
            while (!values.isEmpty() && !waiting.isEmpty()) {
                serve(waiting.remove(), values.remove());
            }
            delivering = false;
        }

        private void serve(Taker taker, int value) {
            trace.add("taker " + taker.number + " got " + value);
            switch (taker.kind) {
                case TAKE_AND_BRING -> bring();
                case TAKE_BRING_AND_TAKE -> {
                    bring();
                    take(Kind.TAKE);
                }
                case BRING, TAKE, CANCEL -> {}
            }
        }

        private void cancel(int number) {
            if (!takers.isEmpty()) {
                Taker taker = takers.get(number % takers.size());
                if (waiting.remove(taker)) {
                    trace.add("taker " + taker.number + " gave up");
                }
            }
        }
    }

    /** The same of permits: they are there in the beginning, any number may wait, and only what is lent comes back. */
    private static final class PermitModel extends Model {

        private final int limit;

        PermitModel(int limit) {
            super(limit, Integer.MAX_VALUE);
            this.limit = limit;
            for (int permit = 0; permit < limit; permit++) {
                values.add(0);
            }
        }

        @Override
        int next() {
            return 0;
        }

        @Override
        boolean mayBring() {
            return values.size() < limit;
        }
    }
}
