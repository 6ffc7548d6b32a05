package dev.heddle.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.DelayedCall;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.defer.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The listings of {@code docs/guide-deferred.md}. */
@ParameterizedClass
@ValueSource(strings = {"selector", "loom"})
class DeferredGuideTest extends Listings {

    DeferredGuideTest(String backend) {
        super(backend);
    }

    @Test
    void firing() throws Exception {
        assertThat(run(() -> {
                    // @start region=firing
                    Deferred<Integer> answer = new Deferred<>();
                    answer.addConsumer(number -> print("the answer is " + number));

                    answer.callback(42); // prints: the answer is 42
                    // @end
                    return answer;
                }))
                .containsExactly("the answer is 42");
    }

    @Test
    void chain() throws Exception {
        assertThat(run(() -> {
                    // @start region=chain
                    Deferred<String> line = new Deferred<>();
                    line.addCallback(String::strip)
                            .addCallback(Integer::parseInt)
                            .addErrback(failure -> {
                                failure.trap(NumberFormatException.class); // any other exception stays a failure
                                return 0;
                            })
                            .addConsumer(number -> print("got " + number));

                    line.callback(" twelve "); // prints: got 0
                    // @end
                    return line;
                }))
                .containsExactly("got 0");
    }

    @Test
    void deferring() throws Exception {
        assertThat(run(() -> {
                    // @start region=deferring
                    Deferred<String> both = ask("one")
                            .addCallbackDeferring(first -> ask("two").addCallback(second -> first + ", " + second));
                    both.addConsumer(this::print); // prints: the answer to one, the answer to two
                    // @end
                    return both;
                }))
                .containsExactly("the answer to one, the answer to two");
    }

    // @start region=canceller
    Deferred<String> boil(Duration duration) {
        DelayedCall[] whistle = new DelayedCall[1];
        Deferred<String> tea = new Deferred<>(cancelled -> whistle[0].cancel());
        whistle[0] = reactor.callLater(duration, () -> tea.callback("tea"));
        return tea;
    }
    // @end

    @Test
    void cancelling() throws Exception {
        assertThat(run(() -> {
                    // @start region=cancelling
                    Deferred<String> tea = boil(Duration.ofMinutes(3));
                    tea.addErrback(failure -> {
                                failure.trap(CancellationException.class);
                                return "water";
                            })
                            .addConsumer(this::print);

                    tea.cancel(); // prints: water
                    // @end
                    return tea;
                }))
                .containsExactly("water");
    }

    @Test
    void timeout() throws Exception {
        assertThat(run(() -> {
                    // @start region=timeout
                    Deferred<String> reply = askInVain()
                            .addTimeout(Duration.ofMillis(20), reactor)
                            .addErrback(failure -> {
                                failure.trap(TimeoutException.class);
                                return "no answer";
                            });
                    // @end
                    return reply.addConsumer(this::print);
                }))
                .containsExactly("no answer");
    }

    @Test
    void gather() throws Exception {
        assertThat(run(() -> {
                    // @start region=gather
                    Deferred<List<String>> all = Deferreds.gather(List.of(ask("one"), ask("two")));
                    all.addConsumer(this::print); // prints: [the answer to one, the answer to two]
                    // @end
                    return all;
                }))
                .containsExactly("[the answer to one, the answer to two]");
    }

    @Test
    void race() throws Exception {
        assertThat(run(() -> {
                    // @start region=race
                    Deferred<String> first = Deferreds.race(List.of(askInVain(), ask("two"))); // cancels the loser
                    first.addConsumer(this::print); // prints: the answer to two
                    // @end
                    return first;
                }))
                .containsExactly("the answer to two");
    }

    @Test
    void settle() throws Exception {
        assertThat(run(() -> {
                    // @start region=settle
                    Deferred<String> broken = Deferred.fail(new IOException("no route"));
                    Deferred<List<Outcome<String>>> all = Deferreds.settle(List.of(ask("one"), broken));
                    all.addConsumer(outcomes -> {
                        for (Outcome<String> outcome : outcomes) {
                            switch (outcome) {
                                case Outcome.Value<String>(var value) -> print(value);
                                case Outcome.Failed<String>(var failure) -> print(failure.getErrorMessage());
                            }
                        }
                    });
                    // @end
                    return all;
                }))
                .containsExactly("the answer to one", "no route");
    }

    @Test
    void threads() throws Exception {
        assertThat(run(() -> {
                    // @start region=threads
                    Deferred<String> slow = reactor.deferToThread(() -> "read from a slow disk");
                    Deferred<String> foreign = Deferred.from(CompletableFuture.supplyAsync(() -> "made elsewhere"));
                    foreign.on(reactor); // what is added from here on runs in turns of the reactor
                    // @end
                    slow.addConsumer(this::print);
                    foreign.addConsumer(this::print);
                    return Deferreds.gather(List.of(slow, foreign));
                }))
                .containsExactlyInAnyOrder("read from a slow disk", "made elsewhere");
    }
}
