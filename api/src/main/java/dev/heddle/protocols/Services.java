package dev.heddle.protocols;

import dev.heddle.Reactor;
import dev.heddle.SystemEvent;
import dev.heddle.defer.Deferred;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Services and the life of a reactor (V11). */
public final class Services {

    private Services() {}

    /**
     * A service as a program: starts it, and stops it when the Deferred is cancelled, as the end of the reactor does.
     *
     * {@snippet :
     * public static void main(String[] arguments) throws Exception {
     *     Reactors.react(reactor -> Services.run(new ServerService("chat", endpoint(reactor), new Chat())));
     * }
     * }
     *
     * @return never fires while the service goes on; fails with what its start failed with, with
     *     {@link CancellationException} once it was stopped, or with what that failed with
     */
    public static Deferred<@Nullable Void> run(Service service) {
        Objects.requireNonNull(service, "service");
        Deferred<@Nullable Void> end = new Deferred<>();
        return service.startService()
                .<@Nullable Void>addCallbackDeferring(ready -> end)
                .addErrbackDeferring(failure -> service.stopService().addCallback(stopped -> {
                    throw failure.getCause();
                }));
    }

    /**
     * Starts {@code service} once {@code reactor} runs, and stops it before the reactor stops, which waits for that. A start
     * that fails is logged, and stops the reactor.
     *
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    public static void runWith(Reactor reactor, Service service) {
        Objects.requireNonNull(service, "service");
        reactor.addSystemEventTriggerDeferring(SystemEvent.SHUTDOWN, service::stopService);
        reactor.callWhenRunning(() -> service.startService().addErrorConsumer(failure -> {
            if (failure.check(CancellationException.class) == null) {
                System.getLogger("dev.heddle")
                        .log(Level.ERROR, "service " + service.name() + " cannot start", failure.getCause());
            }
            if (reactor.isRunning()) {
                reactor.stop();
            }
        }));
    }
}
