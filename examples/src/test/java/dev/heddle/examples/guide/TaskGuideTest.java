package dev.heddle.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.defer.Deferred;
import dev.heddle.task.FailedException;
import dev.heddle.task.Joiner;
import dev.heddle.task.Scope;
import dev.heddle.task.Subtask;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The listings of {@code docs/guide-tasks.md}. */
@ParameterizedClass
@ValueSource(strings = {"selector", "loom"})
class TaskGuideTest extends Listings {

    TaskGuideTest(String backend) {
        super(backend);
    }

    @Test
    void async() throws Exception {
        assertThat(run(() -> {
                    // @start region=async
                    Deferred<String> both = reactor.async(() -> {
                        String first = ask("one").await();
                        String second = ask("two").await();
                        return first + ", " + second;
                    });
                    both.addConsumer(this::print); // prints: the answer to one, the answer to two
                    // @end
                    return both;
                }))
                .containsExactly("the answer to one, the answer to two");
    }

    @Test
    void exceptions() throws Exception {
        assertThat(run(() -> {
                    // @start region=exceptions
                    Deferred<String> careful = reactor.async(() -> {
                        try {
                            return Deferred.<String>fail(new IOException("no route"))
                                    .await();
                        } catch (IOException failed) {
                            return "failed: " + failed.getMessage();
                        }
                    });
                    // @end
                    return careful.addConsumer(this::print);
                }))
                .containsExactly("failed: no route");
    }

    @Test
    void turns() throws Exception {
        assertThat(run(() -> {
                    // @start region=turns
                    List<String> shared = new ArrayList<>(); // no lock: only turns touch it
                    Deferred<Integer> counted = reactor.async(() -> {
                        shared.add("task");
                        ask("something").await(); // meanwhile other turns run, and may add to the list
                        return shared.size();
                    });
                    reactor.callLater(Duration.ofMillis(1), () -> shared.add("timed call"));
                    // @end
                    return counted.addConsumer(this::print);
                }))
                .containsExactly("2");
    }

    @Test
    void offBaton() throws Exception {
        assertThat(run(() -> {
                    // @start region=off-baton
                    Deferred<String> read = reactor.async(() -> {
                        String text = reactor.offBaton(() -> "what a file holds"); // may block: nobody waits for it
                        return text.toUpperCase(java.util.Locale.ROOT); // in turns again
                    });
                    // @end
                    return read.addConsumer(this::print);
                }))
                .containsExactly("WHAT A FILE HOLDS");
    }

    @Test
    void all() throws Exception {
        assertThat(run(() -> {
                    // @start region=all
                    Deferred<String> both = reactor.async(() -> {
                        try (var scope = Scope.<String>open()) {
                            Subtask<String> first = scope.fork(() -> ask("one").await());
                            Subtask<String> second = scope.fork(() -> ask("two").await());
                            scope.join(); // when both have succeeded; a failure would cancel the other
                            return first.get() + ", " + second.get();
                        }
                    });
                    // @end
                    return both.addConsumer(this::print);
                }))
                .containsExactly("the answer to one, the answer to two");
    }

    @Test
    void any() throws Exception {
        assertThat(run(() -> {
                    // @start region=any
                    Deferred<String> first = reactor.async(() -> {
                        try (var scope = Scope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
                            scope.fork(() -> askInVain().await());
                            scope.fork(() -> ask("two").await());
                            return scope.join(); // what the first returns; the other is cancelled
                        }
                    });
                    // @end
                    return first.addConsumer(this::print);
                }))
                .containsExactly("the answer to two");
    }

    @Test
    void limit() throws Exception {
        assertThat(run(() -> {
                    // @start region=limit
                    Deferred<String> hurried = reactor.async(() -> {
                        try (var scope = Scope.open(Joiner.<String>awaitAll(), Duration.ofMillis(20))) {
                            Subtask<String> slow = scope.fork(() -> askInVain().await());
                            scope.join();
                            return slow.get();
                        } catch (TimeoutException late) {
                            return "no answer";
                        }
                    });
                    // @end
                    return hurried.addConsumer(this::print);
                }))
                .containsExactly("no answer");
    }

    @Test
    void failure() throws Exception {
        assertThat(run(() -> {
                    // @start region=failure
                    Deferred<String> careful = reactor.async(() -> {
                        try (var scope = Scope.<String>open()) {
                            scope.fork(() -> {
                                throw new IOException("no route");
                            });
                            scope.fork(() -> askInVain().await()); // is cancelled
                            scope.join();
                            return "unreachable";
                        } catch (FailedException failed) {
                            return "failed: " + failed.getCause();
                        }
                    });
                    // @end
                    return careful.addConsumer(this::print);
                }))
                .containsExactly("failed: java.io.IOException: no route");
    }

    // @start region=joiner
    /** Ends a scope when so many of its subtasks have succeeded, and gives what they returned. */
    static final class Quorum implements Joiner<String, List<String>> {

        private final int wanted;
        private final List<String> votes = new ArrayList<>();

        Quorum(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean onComplete(Subtask<? extends String> subtask) {
            if (subtask.state() == Subtask.State.SUCCESS) {
                votes.add(subtask.get());
            }
            return votes.size() == wanted;
        }

        @Override
        public List<String> result() throws IOException {
            if (votes.size() < wanted) {
                throw new IOException("only " + votes.size() + " votes of " + wanted);
            }
            return votes;
        }
    }
    // @end

    @Test
    void quorum() throws Exception {
        assertThat(run(() -> reactor.async(() -> {
                            try (var scope = Scope.open(new Quorum(2))) {
                                scope.fork(() -> ask("one").await());
                                scope.fork(() -> askInVain().await());
                                scope.fork(() -> ask("three").await());
                                return scope.join();
                            }
                        })
                        .addConsumer(this::print)))
                .containsExactly("[the answer to one, the answer to three]");
    }

    @Test
    void cancelling() throws Exception {
        assertThat(run(() -> {
                    // @start region=cancelling
                    Deferred<String> patient = reactor.async(() -> {
                        try {
                            return askInVain().await();
                        } finally {
                            print("good-bye"); // a turn like any other: it may write to a connection
                        }
                    });
                    reactor.callLater(Duration.ofMillis(1), patient::cancel);
                    // @end
                    return patient.addErrbackDeferring(failure -> {
                        failure.trap(CancellationException.class);
                        return ask("a while later");
                    });
                }))
                .containsExactly("good-bye");
    }
}
