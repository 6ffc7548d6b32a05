package dev.heddle.protocols;

import dev.heddle.ReactorTime;
import dev.heddle.defer.Deferred;
import dev.heddle.task.LoopingCall;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A job that repeats at equal intervals while it is started, as a {@link LoopingCall} does (V10). A failure of the job is
 * logged, and ends it. The stop waits for the job's present Deferred.
 */
public final class TimerService implements Service {

    private final String name;
    private final ReactorTime clock;
    private final Duration interval;
    private final LoopingCall loop;

    /** The end of the loop that runs; null while none does. */
    private @Nullable Waiters<@Nullable Void> ended;

    private boolean stopping;

    private TimerService(String name, ReactorTime clock, Duration interval, LoopingCall loop) {
        this.name = Objects.requireNonNull(name, "name");
        this.clock = clock;
        this.interval = Spans.positive("an interval", interval);
        this.loop = loop;
    }

    /** Runs {@code job} each {@code interval}, which is more than zero, and for the first time soon after the start. */
    public static TimerService of(String name, ReactorTime clock, Duration interval, Runnable job) {
        return new TimerService(name, clock, interval, LoopingCall.of(clock, job));
    }

    /** As {@link #of}, for a job that has ended when its Deferred has a result. */
    public static TimerService deferring(
            String name, ReactorTime clock, Duration interval, Callable<? extends Deferred<?>> job) {
        return new TimerService(name, clock, interval, LoopingCall.deferring(clock, job));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRunning() {
        return ended != null && !stopping;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if it is being stopped
     */
    @Override
    public Deferred<@Nullable Void> startService() {
        if (stopping) {
            throw new IllegalStateException(
                    name + " is being stopped: start it when the Deferred of the stop has fired");
        }
        if (ended == null) {
            Waiters<@Nullable Void> end = new Waiters<>(clock);
            ended = end;
            loop.start(interval)
                    .addErrorConsumer(failure -> System.getLogger("dev.heddle")
                            .log(Level.ERROR, "timer service " + name + " failed, and ends", failure.getCause()))
                    .addConsumer(nothing -> {
                        ended = null;
                        stopping = false;
                        end.fire(null);
                    });
        }
        return Deferred.succeed(null);
    }

    @Override
    public Deferred<@Nullable Void> stopService() {
        Waiters<@Nullable Void> end = ended;
        if (end == null) {
            return Deferred.succeed(null);
        }
        Deferred<@Nullable Void> stopped = end.add();
        if (!stopping) {
            stopping = true;
            loop.stop();
        }
        return stopped;
    }
}
