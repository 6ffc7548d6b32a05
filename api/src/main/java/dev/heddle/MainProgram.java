package dev.heddle;

import dev.heddle.defer.Callback;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A program that runs on a reactor of its own, from the first turn until its Deferred has a result (R9). */
final class MainProgram {

    private final Reactor reactor;
    private final Callback<? super Reactor, ? extends Deferred<?>> main;
    private final Deferred<@Nullable Void> over = new Deferred<>();

    /** Null before it was begun. */
    private @Nullable Deferred<?> program;

    /** Whether the reactor was asked to stop by somebody else, before the program was over. */
    private boolean cutShort;

    /** Null unless it has failed. */
    private @Nullable Failure failure;

    MainProgram(Reactor reactor, Callback<? super Reactor, ? extends Deferred<?>> main) {
        this.reactor = reactor;
        this.main = Objects.requireNonNull(main, "main");
    }

    void run() throws Exception {
        reactor.callWhenRunning(this::begin);
        reactor.addSystemEventTriggerDeferring(SystemEvent.SHUTDOWN, this::giveUp);
        reactor.run();
        Failure left = failure;
        if (left != null && !(cutShort && left.check(CancellationException.class) != null)) {
            throwCauseOf(left);
        }
    }

    private void begin() {
        Deferred<Object> begun = Deferred.succeed(reactor).addCallbackDeferring(this::call);
        program = begun;
        begun.<@Nullable Void>addBoth((value, thrown) -> end(thrown));
    }

    @SuppressWarnings("unchecked") // nobody looks at the value
    private Deferred<Object> call(Reactor running) throws Throwable {
        return (Deferred<Object>) main.call(running);
    }

    /** May be called on any thread; to stop, or to let the shutdown go on, tells the others what was written here. */
    private @Nullable Void end(@Nullable Failure thrown) {
        failure = thrown;
        over.callback(null);
        try {
            reactor.stop();
        } catch (IllegalStateException stopping) {
            // Somebody else was faster.
        }
        return null;
    }

    /** The trigger before the shutdown, which waits for what the program makes of its end. */
    private Deferred<?> giveUp() {
        Deferred<?> begun = program;
        if (begun == null || over.hasFired()) {
            return Deferred.<@Nullable Void>succeed(null);
        }
        cutShort = true;
        begun.cancel();
        return over;
    }

    private static void throwCauseOf(Failure failure) throws Exception {
        switch (failure.getCause()) {
            case Exception exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new ExecutionException(other);
        }
    }
}
