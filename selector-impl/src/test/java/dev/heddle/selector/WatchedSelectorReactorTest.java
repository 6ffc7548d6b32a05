package dev.heddle.selector;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.core.CoreReactor;
import dev.heddle.spi.ReactorProvider;
import dev.heddle.tck.ReactorHarness;
import dev.heddle.tck.ReactorSuite;
import dev.heddle.tck.SocketHarness;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** The whole contract with a second thread in select whenever the loop waits, not only where the wait is short. */
@Tag("proof")
public class WatchedSelectorReactorTest extends ReactorSuite {

    @Override
    protected ReactorHarness openHarness() {
        return new SocketHarness(new Watched());
    }

    /** The backend as its tests have it; public, since child processes make it by its name. */
    public static final class Watched implements ReactorProvider {

        @Override
        public String name() {
            return "selector";
        }

        @Override
        public Reactor create(ReactorOptions options) {
            Reactor reactor = CoreReactor.open(options, turns -> new SelectorDriver(turns, Long.MAX_VALUE));
            reactor.callLater(Duration.ofDays(1), () -> {}); // so that every wait has a limit
            return reactor;
        }
    }
}
