package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;

/** Section A of the contract: tasks, and their waits. */
public abstract class AsyncContract extends TaskContract {

    /** For subclasses. */
    protected AsyncContract() {}

    // Turns.

    @Clause({"A1", "M1"})
    @DisplayName("A1: a body runs with the baton on a virtual thread, and its Deferred fires with the baton held")
    void aBodyHoldsTheBaton() throws Exception {
        start();

        doInTurn(() -> reactor.async(() -> {
                    journal.add(Thread.currentThread().isVirtual() ? "virtual" : "platform");
                    soon(1).await();
                    return "body " + baton();
                })
                .addConsumer(line -> journal.add(line + ", result " + baton())));

        assertThat(journal.await(2)).containsExactly("virtual", "body with the baton, result with the baton");
    }

    @Clause({"A1", "M5"})
    @DisplayName("A1: bodies begin in later turns, in the order in which they were asked for")
    void bodiesBeginInOrder() throws Exception {
        start();

        doInTurn(() -> {
            reactor.async(() -> note("first"));
            reactor.callFromThread(() -> journal.add("a call between"));
            reactor.async(() -> note("second"));
            journal.add("the turn");
        });

        assertThat(journal.await(4)).containsExactly("the turn", "first", "a call between", "second");
    }

    private boolean note(String line) {
        journal.add(line);
        return true;
    }

    @Clause({"A1", "R3"})
    @DisplayName("A1: a task that is asked for before run begins when the reactor runs")
    void aTaskMayBeAskedForBeforeRun() {
        reactor.async(() -> note("body " + baton()));
        journal.add("start");

        start();

        assertThat(journal.await(2)).containsExactly("start", "body with the baton");
    }

    @Clause({"A1", "M3"})
    @DisplayName("A1: once the reactor runs, a task is asked for with the baton only")
    void theBatonIsNeeded() {
        start();

        assertThatExceptionOfType(WrongThreadException.class)
                .isThrownBy(() -> reactor.async(() -> note("never")))
                .withMessageContaining("Reactor.async")
                .withMessageContaining("callFromThread");
    }

    @Clause({"A1", "M1"})
    @DisplayName("A1: turns of tasks, of timed calls and of calls from threads never run at the same time")
    void turnsOfTasksExcludeOthers() throws Exception {
        start();
        int[] count = new int[1];

        doInTurn(() -> {
            for (int task = 0; task < 20; task++) {
                reactor.async(() -> {
                            for (int turn = 0; turn < 20; turn++) {
                                increment(count);
                                reactor.offBaton(() -> {
                                    reactor.callFromThread(() -> increment(count));
                                    return null;
                                });
                            }
                            return null;
                        })
                        .addConsumer(done -> journal.add("done"));
            }
        });

        journal.await(20);
        settle();
        assertThat(inTurn(() -> count[0])).isEqualTo(2 * 20 * 20);
    }

    /** As slowly as can be, so that two at the same time lose one. */
    private static void increment(int[] count) {
        int seen = count[0];
        Thread.onSpinWait();
        count[0] = seen + 1;
    }

    @Clause({"A1", "S3"})
    @DisplayName("A1: what a task writes in a turn is sent when that turn ends")
    void aTaskMayWrite() throws Exception {
        start();
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        journal.await("server made");

        doInTurn(() -> reactor.async(() -> {
            soon(1).await();
            server.write("ab");
            server.write("c");
            return new Deferred<Integer>().await();
        }));

        assertThat(peer.receive(3)).isEqualTo("abc");
        peer.close();
    }

    // Awaiting.

    @Clause("A1")
    @DisplayName("A1: while a task waits, others run; it goes on in a later turn than the one that fires")
    void othersRunMeanwhile() throws Exception {
        start();
        Deferred<String> wanted = new Deferred<>();
        doInTurn(() -> reactor.async(() -> {
            journal.add("waits");
            return note("has " + wanted.await());
        }));
        journal.await("waits");

        doInTurn(() -> {
            wanted.callback("it");
            journal.add("fired");
        });

        assertThat(journal.await(3)).containsExactly("waits", "fired", "has it");
    }

    @Clause({"A1", "M4"})
    @DisplayName("A1: a Deferred that a thread without the baton fires has the task go on with the baton")
    void aThreadMayFire() throws Exception {
        start();
        Deferred<String> wanted = new Deferred<>();
        doInTurn(() -> reactor.async(() -> {
            journal.add("waits");
            return note(wanted.await() + " " + baton());
        }));
        journal.await("waits");

        wanted.callback("fired");

        journal.await("fired with the baton");
    }

    @Clause("A1")
    @DisplayName("A1: a Deferred that has fired gives its value within the present turn")
    void aFiredOneDoesNotWait() throws Exception {
        start();

        doInTask(() -> {
            reactor.callFromThread(() -> journal.add("another turn"));
            journal.add("value " + Deferred.succeed(1).await());
            journal.add("value " + Deferred.succeed(null).await());
        });

        assertThat(journal.await(3)).containsExactly("value 1", "value null", "another turn");
    }

    @Clause({"A1", "D13"})
    @DisplayName("A1: await throws the failure's own exception, checked or not, or an error, and so fails the task")
    void awaitThrowsTheFailure() throws Exception {
        start();

        for (Throwable cause : List.of(new IOException("checked"), new ArithmeticException(), new Error("an error"))) {
            doInTurn(() -> reactor.async(() -> {
                        assertThatThrownBy(Deferred.fail(cause)::await).isSameAs(cause);
                        Deferred<Integer> later = new Deferred<>();
                        reactor.callLater(SOON, () -> later.errback(cause));
                        return later.await();
                    })
                    .addErrorConsumer(failure -> journal.add("same: " + (failure.getCause() == cause))));
        }

        assertThat(journal.await(3)).containsOnly("same: true");
    }

    @Clause({"A1", "D12"})
    @DisplayName("A1: a result stays for others who wait for it; a failure that a task was told of is handled")
    void theResultStays() throws Exception {
        start();
        Deferred<String> value = new Deferred<>();
        Deferred<String> failure = new Deferred<>();
        doInTurn(() -> {
            for (String name : List.of("first", "second")) {
                reactor.async(() -> {
                    awaitAndNote(name, value);
                    awaitAndNote(name, failure);
                    return note(name + " ends");
                });
            }
        });
        settle();

        doInTurn(() -> {
            value.callback("value");
            failure.errback(new IOException("handled"));
        });

        assertThat(journal.await("second ends"))
                .contains("first value", "second value", "first IOException", "second IOException");
    }

    @Clause("A1")
    @DisplayName(
            "A1: await throws at once outside a task: in a turn, on a thread, off the baton, and after the body's end")
    void awaitNeedsATask() throws Exception {
        start();
        assertRefused();
        doInTurn(this::assertRefused);
        doInTask(() -> reactor.offBaton(() -> {
            assertRefused();
            return null;
        }));

        doInTurn(() -> reactor.async(() -> note("body")).addConsumer(ended -> {
            assertRefused();
            journal.add("refused");
        }));

        journal.await("refused");
    }

    private void assertRefused() {
        assertThatIllegalStateException()
                .isThrownBy(new Deferred<Integer>()::await)
                .withMessageContaining("Deferred.await")
                .withMessageContaining("async");
    }

    @Clause({"A1", "M5"})
    @DisplayName("A1: await throws at once in a callback that a call of the body's makes, and the call goes on")
    void awaitIsNoPartOfACall() throws Exception {
        start();

        doInTask(() -> {
            listenOn(reactor, new InetSocketAddress(SocketHarness.loopback(), 0), new Factory() {
                @Override
                public void startFactory() {
                    assertThatIllegalStateException()
                            .isThrownBy(Deferred.succeed(1)::await)
                            .withMessageContaining("a call of its own");
                    journal.add("refused");
                }

                @Override
                public Protocol buildProtocol(SocketAddress peer) {
                    return recording("server");
                }
            });
            soon(1).await();
        });

        assertThat(journal.lines()).containsExactly("refused");
    }

    @Clause({"A1", "D5"})
    @DisplayName("A1: a body that returns what is not a value, such as a Deferred, fails its task")
    void aBodyMayReturnNoValue() throws Exception {
        start();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> inTask(() -> Deferred.succeed("inner")));
    }

    @Clause({"A1", "M7"})
    @DisplayName("A1: a body that is interrupted, in a turn or while it waits, hears nothing of that in its next turn")
    void interruptsEndWithTheTurn() throws Exception {
        start();
        Deferred<Integer> wanted = new Deferred<>();

        doInTurn(() -> reactor.async(() -> {
            Thread own = Thread.currentThread();
            reactor.callFromThread(() -> {
                own.interrupt();
                wanted.callback(1);
            });
            own.interrupt();
            wanted.await();
            return note("interrupted: " + own.isInterrupted());
        }));

        journal.await("interrupted: false");
    }

    @Clause({"A1", "M6"})
    @DisplayName("A1: a task may wait for what another reactor owes")
    void reactorsMayWaitForEachOther() throws Exception {
        start();
        Reactor other = harness.newReactor(ReactorOptions.defaults());
        other.start();

        String line = inTask(() -> {
            Deferred<String> wanted = new Deferred<>();
            other.callFromThread(() -> other.async(() -> "fired").chainTo(wanted));
            return wanted.await() + " " + baton();
        });

        assertThat(line).isEqualTo("fired with the baton");
    }

    // Cost.

    @Clause("A4")
    @DisplayName(
            "A4: 100,000 awaits in one task, of Deferreds that have fired and of those that fire later, need no stack")
    void awaitsNeedNoStack() throws Exception {
        start();

        long sum = inTask(() -> {
            long total = 0;
            for (int i = 0; i < 100_000; i++) {
                total += Deferred.succeed(i).await();
            }
            for (int i = 0; i < 10_000; i++) {
                Deferred<Integer> later = new Deferred<>();
                reactor.callFromThread(() -> later.callback(1));
                total += later.await();
            }
            return total;
        });

        assertThat(sum).isEqualTo(100_000L * 99_999 / 2 + 10_000);
    }

    @Clause("A4")
    @DisplayName("A4: tasks that wait keep no carrier thread: with a thousand of them, other virtual threads run")
    void waitingKeepsNoCarrier() throws Exception {
        start();
        Deferred<String> wanted = new Deferred<>();
        doInTurn(() -> {
            for (int task = 0; task < 1_000; task++) {
                reactor.async(() -> note(wanted.await()));
            }
        });
        settle();
        AtomicBoolean ran = new AtomicBoolean();

        Thread.ofVirtual().start(() -> {
            ran.set(true);
            harness.noticeChange();
        });

        harness.await("another virtual thread", ran::get);
        doInTurn(() -> wanted.callback("woken"));
        harness.await("all tasks", () -> journal.count("woken") == 1_000);
    }
}
