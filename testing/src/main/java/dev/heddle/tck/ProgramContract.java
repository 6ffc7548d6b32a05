package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.SystemEvent;
import dev.heddle.TriggerPhase;
import dev.heddle.defer.Callback;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clause R9: a program that is a Deferred. */
public abstract class ProgramContract extends ReactorContract {

    private final IOException cause = new IOException("on purpose");

    /** For subclasses. */
    protected ProgramContract() {}

    /** Runs {@code main} on a thread of its own, which notes how that ended. */
    private void react(Callback<? super Reactor, ? extends Deferred<?>> main) {
        Thread.ofPlatform().start(() -> {
            try {
                Reactors.react(reactor, main);
                journal.add("returned");
            } catch (Exception | AssertionError thrown) {
                journal.add("threw " + thrown);
            }
        });
    }

    private void noteStop() {
        reactor.addSystemEventTrigger(TriggerPhase.AFTER, SystemEvent.SHUTDOWN, () -> journal.add("stopped"));
    }

    @Clause("R9")
    @DisplayName("R9: react calls main in a turn of the running reactor, stops when its Deferred fires, and returns")
    void aProgramRuns() {
        noteStop();

        react(running -> {
            journal.add("main " + (running == reactor && running.isRunning() && running.isHeldByCurrentThread()));
            return Deferreds.deferLater(running, SOON, () -> {
                journal.add("end");
                return 1;
            });
        });

        assertThat(journal.await("returned")).containsExactly("main true", "end", "stopped", "returned");
    }

    @Clause("R9")
    @DisplayName(
            "R9: what the Deferred fails with is thrown once the reactor has stopped, and is reported nowhere else")
    void aProgramFails() {
        noteStop();

        react(running -> Deferreds.deferLater(running, Duration.ZERO, () -> {
            throw cause;
        }));

        assertThat(journal.await("threw " + cause)).containsExactly("stopped", "threw " + cause);
        Deferred.reportUnhandled();
    }

    @Clause("R9")
    @DisplayName("R9: so is what main throws, before it has a Deferred, also an error")
    void mainThrows() {
        AssertionError error = new AssertionError("on purpose");

        react(running -> {
            throw error;
        });

        assertThat(journal.await(1)).containsExactly("threw " + error);
    }

    @Clause("R9")
    @DisplayName("R9: the Deferred may fire on another thread, and the reactor stops all the same")
    void aProgramMayEndElsewhere() throws Exception {
        Deferred<@Nullable Void> program = new Deferred<>();
        react(running -> {
            journal.add("main");
            return program;
        });
        journal.await("main");

        Crowd.runElsewhere(index -> program.callback(null));

        assertThat(journal.await("returned")).containsExactly("main", "returned");
    }

    @Clause("R9")
    @DisplayName("R9: a stop before cancels the Deferred, the shutdown waits for its end, and react returns")
    void aProgramIsStopped() {
        Deferred<@Nullable Void> program = new Deferred<>(self -> journal.add("cancelled"));
        noteStop();
        react(running -> {
            journal.add("main");
            return program.addErrbackDeferring(failure -> Deferreds.deferLater(running, SOON, () -> {
                journal.add("tidied up");
                throw failure.getCause() instanceof CancellationException cancelled ? cancelled : cause;
            }));
        });
        journal.await("main");

        reactor.stop();

        assertThat(journal.await("returned")).containsExactly("main", "cancelled", "tidied up", "stopped", "returned");
    }

    @Clause("R9")
    @DisplayName("R9: a program that fails otherwise when it is cancelled throws that")
    void aStoppedProgramFails() {
        Deferred<@Nullable Void> program = new Deferred<>(self -> self.errback(cause));
        react(running -> {
            journal.add("main");
            return program;
        });
        journal.await("main");

        reactor.stop();

        assertThat(journal.await(2)).containsExactly("main", "threw " + cause);
    }

    @Clause("R9")
    @DisplayName("R9: a program that cancels itself has failed with that")
    void aProgramCancelsItself() {
        react(running -> {
            Deferred<@Nullable Void> program = new Deferred<>();
            program.cancel();
            return program;
        });

        assertThat(journal.await(1)).first().asString().contains("CancellationException");
    }

    @Clause("R9")
    @DisplayName("R9: a stop in the startup ends the program before it began")
    void aProgramThatDoesNotBegin() {
        reactor.addSystemEventTriggerDeferring(SystemEvent.STARTUP, () -> {
            reactor.stop();
            return new Deferred<>();
        });

        react(running -> {
            journal.add("main");
            return new Deferred<>();
        });

        assertThat(journal.await(1)).containsExactly("returned");
    }

    @Clause("R9")
    @DisplayName("R9: a reactor that was started cannot be given a program")
    void aReactorThatHasRun() {
        react(running -> Deferred.succeed(1));
        journal.await("returned");

        assertThatThrownBy(() -> Reactors.react(reactor, running -> Deferred.succeed(1)))
                .isInstanceOf(WrongThreadException.class);
    }
}
