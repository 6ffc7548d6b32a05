package dev.heddle.proof.oracle;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One thing that a {@link Program} does to a Deferred, which it names by its number. */
sealed interface Operation {

    /** The operation as JSON, for the interpreter in Python. */
    String json();

    private static String json(String name, int... arguments) {
        return IntStream.of(arguments)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "[\"" + name + "\", ", "]"));
    }

    /** Adds a pair, of which one may be missing. Of a deferring pair each returns a Deferred. */
    record Add(
            int deferred,
            String name,
            boolean deferring,
            @Nullable Handler callback,
            @Nullable Handler errback) implements Operation {
        @Override
        public String json() {
            return "[\"add\", %d, \"%s\", %s, %s]".formatted(deferred, name, json(callback), json(errback));
        }

        private static String json(@Nullable Handler handler) {
            return handler == null ? "null" : handler.json();
        }
    }

    /** Fires with the value {@code number}. */
    record Fire(int deferred, int number) implements Operation {
        @Override
        public String json() {
            return Operation.json("fire", deferred, number);
        }
    }

    /** Fires with the failure {@code number}. */
    record Fail(int deferred, int number) implements Operation {
        @Override
        public String json() {
            return Operation.json("fail", deferred, number);
        }
    }

    /** Cancels. */
    record Cancel(int deferred) implements Operation {
        @Override
        public String json() {
            return Operation.json("cancel", deferred);
        }
    }

    /** Pauses. */
    record Pause(int deferred) implements Operation {
        @Override
        public String json() {
            return Operation.json("pause", deferred);
        }
    }

    /** Ends a pause, if this program made one: one too many is an error for Heddle alone (D11). */
    record Unpause(int deferred) implements Operation {
        @Override
        public String json() {
            return Operation.json("unpause", deferred);
        }
    }

    /** Has {@code target} fired with what comes of a Deferred. */
    record Chain(int deferred, int target) implements Operation {
        @Override
        public String json() {
            return Operation.json("chain", deferred, target);
        }
    }

    /** Limits the time. */
    record Timeout(int deferred, int seconds) implements Operation {
        @Override
        public String json() {
            return Operation.json("timeout", deferred, seconds);
        }
    }

    /** Lets time pass on the clock that timeouts go by. */
    record Advance(int seconds) implements Operation {
        @Override
        public String json() {
            return Operation.json("advance", seconds);
        }
    }

    /** A callback or errback: what it does, and then how it ends. */
    record Handler(List<Operation> operations, Ending ending, int number) {
        String json() {
            return "[%s, \"%s\", %d]".formatted(Program.json(operations), ending, number);
        }
    }

    /** How a handler ends; what its number says. */
    enum Ending {
        /** Returns what it was given. */
        SAME,
        /** Returns the value of this number. */
        VALUE,
        /** Throws the failure of this number. */
        FAILURE,
        /** Returns the Deferred of this number. */
        DEFERRED
    }
}
