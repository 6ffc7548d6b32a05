package dev.heddle.proof.oracle;

import dev.heddle.defer.AlreadyFiredException;
import dev.heddle.defer.Callback;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.proof.oracle.Operation.Add;
import dev.heddle.proof.oracle.Operation.Handler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Program} on Heddle's Deferred. Its twin is {@code on_twisted.py}: both must do and note the same. */
final class OnHeddle {

    /** A failure of a program. */
    private static final class OnPurpose extends Exception {
        private static final long serialVersionUID = 1L;

        OnPurpose(int number) {
            super("failure " + number);
        }
    }

    private final List<Deferred<@Nullable Object>> deferreds = new ArrayList<>();
    private final int[] pauses;
    private final SteppedClock clock = new SteppedClock();
    private final List<String> trace = new ArrayList<>();

    private OnHeddle(Program program) {
        for (Program.Canceller canceller : program.cancellers()) {
            deferreds.add(newDeferred(deferreds.size(), canceller));
        }
        pauses = new int[deferreds.size()];
    }

    /** What happened, in order. */
    static List<String> trace(Program program) {
        OnHeddle run = new OnHeddle(program);
        program.operations().forEach(run::run);
        run.end();
        return run.trace;
    }

    private Deferred<@Nullable Object> newDeferred(int number, Program.Canceller canceller) {
        return canceller == Program.Canceller.NONE
                ? new Deferred<>()
                : new Deferred<>(cancelled -> {
                    trace.add("canceller of " + number);
                    switch (canceller) {
                        case FIRES -> cancelled.callback(-1);
                        case FAILS -> cancelled.errback(new OnPurpose(-1));
                        default -> {}
                    }
                });
    }

    private void run(Operation operation) {
        try {
            switch (operation) {
                case Add add -> add(add);
                case Operation.Fire fire -> deferreds.get(fire.deferred()).callback(fire.number());
                case Operation.Fail fail -> deferreds.get(fail.deferred()).errback(new OnPurpose(fail.number()));
                case Operation.Cancel cancel -> deferreds.get(cancel.deferred()).cancel();
                case Operation.Pause pause -> pause(pause.deferred());
                case Operation.Unpause unpause -> unpause(unpause.deferred());
                case Operation.Chain chain -> deferreds.get(chain.deferred()).chainTo(deferreds.get(chain.target()));
                case Operation.Timeout timeout ->
                    deferreds.get(timeout.deferred()).addTimeout(Duration.ofSeconds(timeout.seconds()), clock);
                case Operation.Advance advance -> clock.advance(Duration.ofSeconds(advance.seconds()));
            }
        } catch (RuntimeException refused) {
            trace.add("refused: " + told(refused));
        }
    }

    private void pause(int deferred) {
        pauses[deferred]++;
        deferreds.get(deferred).pause();
    }

    private void unpause(int deferred) {
        if (pauses[deferred] > 0) {
            pauses[deferred]--;
            deferreds.get(deferred).unpause();
        }
    }

    private void add(Add add) {
        Deferred<@Nullable Object> deferred = deferreds.get(add.deferred());
        Handler onValue = add.callback();
        Handler onFailure = add.errback();
        if (add.deferring()) {
            if (onFailure == null) {
                deferred.addCallbackDeferring(deferring(add, onValue));
            } else if (onValue == null) {
                deferred.addErrbackDeferring(deferring(add, onFailure));
            } else {
                deferred.addCallbacksDeferring(deferring(add, onValue), deferring(add, onFailure));
            }
        } else if (onFailure == null) {
            deferred.addCallback(plain(add, onValue));
        } else if (onValue == null) {
            deferred.addErrback(plain(add, onFailure));
        } else {
            deferred.addCallbacks(plain(add, onValue), plain(add, onFailure));
        }
    }

    private Callback<@Nullable Object, @Nullable Object> plain(Add add, @Nullable Handler handler) {
        return input -> {
            Handler present = begin(add, handler, input);
            return switch (present.ending()) {
                case SAME -> input;
                case VALUE -> present.number();
                case FAILURE -> throw new OnPurpose(present.number());
                case DEFERRED -> throw new AssertionError("a plain handler returns no Deferred");
            };
        };
    }

    private Callback<@Nullable Object, Deferred<@Nullable Object>> deferring(Add add, @Nullable Handler handler) {
        return input -> deferreds.get(begin(add, handler, input).number());
    }

    private Handler begin(Add add, @Nullable Handler handler, @Nullable Object input) {
        if (handler == null) {
            throw new AssertionError("a pair without handlers");
        }
        trace.add(add.name() + ": " + told(input));
        handler.operations().forEach(this::run);
        return handler;
    }

    /** Lets everything run that is held, and looks at what is left. */
    private void end() {
        for (int i = 0; i < deferreds.size(); i++) {
            while (pauses[i] > 0) {
                unpause(i);
            }
        }
        for (int i = 0; i < deferreds.size(); i++) {
            int number = i;
            deferreds.get(i).addBoth((value, failure) -> {
                trace.add("end of " + number + ": " + told(failure == null ? value : failure));
                return null;
            });
        }
    }

    private static String told(@Nullable Object input) {
        return switch (input) {
            case null -> "nothing";
            case Failure failure -> told(failure.getCause());
            case OnPurpose failure -> String.valueOf(failure.getMessage());
            case CancellationException cancelled -> "cancelled";
            case TimeoutException late -> "timeout";
            case AlreadyFiredException fired -> "already fired";
            default -> input.toString();
        };
    }
}
