package dev.heddle.protocols;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.DeferredLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Services that start and stop together (V9). They start one after the other, in the order in which they were added, each when
 * the one before is ready; and stop one after the other in the reverse order, so that none loses what it builds on.
 *
 * {@snippet :
 * ServiceGroup program = new ServiceGroup("program");
 * program.add(database);        // a ClientService
 * program.add(server);          // a ServerService whose protocols use the database
 * Reactors.react(reactor, running -> Services.run(program));
 * }
 */
public final class ServiceGroup implements Service {

    private final String name;
    private final List<Service> services = new ArrayList<>();

    /** Those that are started, in that order. */
    private final List<Service> started = new ArrayList<>();

    /** Whoever starts or stops has it. */
    private final DeferredLock changing = new DeferredLock();

    /** Null while nothing is being started. */
    private @Nullable Deferred<@Nullable Void> starting;

    private boolean running;

    /** A group that has no services yet. */
    public ServiceGroup(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The services, in the order in which they were added. */
    public List<Service> services() {
        return List.copyOf(services);
    }

    /**
     * Adds a service, and, if the group is running, starts it.
     *
     * @return fires when the service is ready, at once where the group is not running; where its start fails, the service has
     *     not been added
     * @throws IllegalArgumentException if it is in the group, or is the group
     */
    public Deferred<@Nullable Void> add(Service service) {
        if (service == this || services.contains(Objects.requireNonNull(service, "service"))) {
            throw new IllegalArgumentException(service.name() + " is in " + name + " already");
        }
        services.add(service);
        if (!running) {
            return Deferred.succeed(null);
        }
        return begin(() -> start(List.of(service))).addErrback(failure -> {
            services.remove(service);
            throw failure.getCause();
        });
    }

    /**
     * Takes a service out, and stops it, if it is started.
     *
     * @return fires when it has stopped
     * @throws IllegalArgumentException if it is not in the group
     */
    public Deferred<@Nullable Void> remove(Service service) {
        if (!services.remove(service)) {
            throw new IllegalArgumentException(service.name() + " is not in " + name);
        }
        return changing.run(() -> started.remove(service) ? service.stopService() : Deferred.succeed(null));
    }

    /**
     * Starts the services. Where a start fails, those that were started are stopped again, and the group is not running.
     *
     * @return fires when all are ready; at once where they are
     */
    @Override
    public Deferred<@Nullable Void> startService() {
        running = true;
        return begin(() -> {
                    List<Service> missing = new ArrayList<>(services);
                    missing.removeAll(started);
                    return start(missing);
                })
                .addErrbackDeferring(failure -> {
                    running = false;
                    return changing.run(this::stopStarted).<@Nullable Void>addBoth((nothing, second) -> {
                        throw withSuppressed(failure.getCause(), second == null ? null : second.getCause());
                    });
                });
    }

    /** Begins a start once no other change is under way. */
    private Deferred<@Nullable Void> begin(Callable<Deferred<@Nullable Void>> start) {
        return changing.run(() -> {
            if (!running) {
                throw new CancellationException(name + " was stopped");
            }
            Deferred<@Nullable Void> begun = start.call();
            starting = begun;
            return begun.<@Nullable Void>addBoth((nothing, failure) -> {
                starting = null;
                if (failure != null) {
                    throw failure.getCause();
                }
                return null;
            });
        });
    }

    private Deferred<@Nullable Void> start(List<Service> missing) {
        Deferred<@Nullable Void> all = Deferred.succeed(null);
        for (Service service : missing) {
            all = all.<@Nullable Void>addCallbackDeferring(nothing -> service.startService())
                    .addConsumer(nothing -> started.add(service));
        }
        return all;
    }

    /**
     * Stops the services. All are, also where some fail: then it fails with what the first failed with, and what others
     * failed with is suppressed in that.
     */
    @Override
    public Deferred<@Nullable Void> stopService() {
        running = false;
        Deferred<@Nullable Void> begun = starting;
        if (begun != null) {
            begun.cancel();
        }
        return changing.run(this::stopStarted);
    }

    private Deferred<@Nullable Void> stopStarted() {
        List<Throwable> thrown = new ArrayList<>();
        Deferred<@Nullable Void> all = Deferred.succeed(null);
        for (Service service : started.reversed()) {
            all = all.<@Nullable Void>addCallbackDeferring(nothing -> service.stopService())
                    .addErrorConsumer(failure -> thrown.add(failure.getCause()));
        }
        started.clear();
        return all.addConsumer(nothing -> {
            Throwable first = null;
            for (Throwable one : thrown) {
                first = first == null ? one : withSuppressed(first, one);
            }
            if (first != null) {
                throw first;
            }
        });
    }

    private static Throwable withSuppressed(Throwable first, @Nullable Throwable second) {
        if (second != null && second != first) {
            first.addSuppressed(second);
        }
        return first;
    }

    @Override
    public String toString() {
        return name + services;
    }
}
