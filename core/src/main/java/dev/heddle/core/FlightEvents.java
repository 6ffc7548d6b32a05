package dev.heddle.core;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * What Java Flight Recorder is told of reactors (R11). Where no recording wants an event there is none; that is
 * asked of one that is there for it, and while there is no recording at all the answer is a constant.
 */
final class FlightEvents {

    private static final AtomicLong REACTORS = new AtomicLong();

    private FlightEvents() {}

    /** The number of a new reactor: all of a program are counted, from 1. */
    static long nextReactor() {
        return REACTORS.incrementAndGet();
    }

    private static <E extends Event> E begun(E event) {
        event.begin();
        return event;
    }

    /** What all events have. */
    @Category("Heddle")
    @StackTrace(false)
    abstract static class ReactorEvent extends Event {

        @Label("Reactor")
        @Description("The reactors of a program are counted from 1")
        long reactor;
    }

    /** From the end of the turn before, or from when the baton was taken, to the end of this one. */
    @Name("dev.heddle.Turn")
    @Label("Turn")
    @Description("One callback of a reactor, from call to return, with what brought it")
    @Threshold("1 ms")
    static final class Turn extends ReactorEvent {

        private static final Turn PROBE = new Turn();

        @Label("Callback")
        @Nullable
        Class<?> callback;

        static @Nullable Turn beginIfWanted() {
            return PROBE.isEnabled() ? begun(new Turn()) : null;
        }

        /** Says for whom the turn is. The first word counts. */
        void isFor(Object callee) {
            if (callback == null) {
                callback = callee instanceof TimedCall call ? call.functionType() : callee.getClass();
            }
        }
    }

    /** How late timed calls are. */
    @Name("dev.heddle.Lag")
    @Label("Lag")
    @Description("How late the first of the timed calls was that a reactor made in a row")
    static final class Lag extends ReactorEvent {

        private static final Lag PROBE = new Lag();

        @Label("Lateness")
        @Timespan(Timespan.NANOSECONDS)
        long lateness;

        static boolean isWanted() {
            return PROBE.isEnabled();
        }
    }

    /** From the first turn of a body to its last. */
    @Name("dev.heddle.Task")
    @Label("Task")
    @Description("A task of reactor.async or of a scope, from its first turn to its last")
    static final class TaskRun extends ReactorEvent {

        private static final TaskRun PROBE = new TaskRun(0, "");

        @Label("Task")
        String task;

        @Label("Failed")
        boolean failed = true;

        /** Calls {@code body}, and tells of it if that is wanted. */
        static <T extends @Nullable Object> T call(long reactor, String task, Callable<? extends T> body)
                throws Exception {
            return PROBE.isEnabled() ? new TaskRun(reactor, task).call(body) : body.call();
        }

        private TaskRun(long reactor, String task) {
            this.reactor = reactor;
            this.task = task;
        }

        private <T extends @Nullable Object> T call(Callable<? extends T> body) throws Exception {
            begin();
            try {
                T value = body.call();
                failed = false;
                return value;
            } finally {
                commit();
            }
        }
    }

    /** From when it was made to when its socket was released. */
    @Name("dev.heddle.Connection")
    @Label("Connection")
    @Description("A connection, from when it was made to when its socket was released")
    static final class Connection extends ReactorEvent {

        private static final Connection PROBE = new Connection();

        @Label("Local Address")
        @Nullable
        String local;

        @Label("Remote Address")
        @Nullable
        String remote;

        @Label("Bytes Received")
        @DataAmount
        long received;

        @Label("Bytes Sent")
        @DataAmount
        long sent;

        @Label("Reset")
        @Description("Whether this side reset the connection")
        boolean reset;

        @Label("Failure")
        @Nullable
        String failure;

        static @Nullable Connection beginIfWanted() {
            return PROBE.isEnabled() ? begun(new Connection()) : null;
        }
    }
}
