package dev.heddle.proof;

import dev.heddle.loom.LoomReactorProvider;
import dev.heddle.selector.SelectorReactorProvider;
import dev.heddle.spi.ReactorProvider;
import dev.heddle.tck.BackpressureContract;
import dev.heddle.tck.ClosingContract;
import dev.heddle.tck.CrossHarness;
import dev.heddle.tck.HalfCloseContract;
import dev.heddle.tck.ProducerContract;
import dev.heddle.tck.ReactorHarness;
import dev.heddle.tck.StreamContract;
import org.junit.jupiter.api.Nested;

/** What the contract says of connections, with a reactor at either end: each backend against the other, and itself. */
class CrossTest {

    private static final ReactorProvider SELECTOR = new SelectorReactorProvider();
    private static final ReactorProvider LOOM = new LoomReactorProvider();

    @Nested
    class SelectorWithPeersOfLoom extends Pair {
        SelectorWithPeersOfLoom() {
            super(SELECTOR, LOOM);
        }
    }

    @Nested
    class LoomWithPeersOfSelector extends Pair {
        LoomWithPeersOfSelector() {
            super(LOOM, SELECTOR);
        }
    }

    @Nested
    class SelectorWithItself extends Pair {
        SelectorWithItself() {
            super(SELECTOR, SELECTOR);
        }
    }

    @Nested
    class LoomWithItself extends Pair {
        LoomWithItself() {
            super(LOOM, LOOM);
        }
    }

    /** The sections that have connections in them. */
    abstract static class Pair {

        private final ReactorProvider tested;
        private final ReactorProvider peers;

        Pair(ReactorProvider tested, ReactorProvider peers) {
            this.tested = tested;
            this.peers = peers;
        }

        private ReactorHarness openHarness() {
            return new CrossHarness(tested, peers);
        }

        @Nested
        class Streams extends StreamContract {
            @Override
            protected ReactorHarness openHarness() {
                return Pair.this.openHarness();
            }
        }

        @Nested
        class Closing extends ClosingContract {
            @Override
            protected ReactorHarness openHarness() {
                return Pair.this.openHarness();
            }
        }

        @Nested
        class HalfClose extends HalfCloseContract {
            @Override
            protected ReactorHarness openHarness() {
                return Pair.this.openHarness();
            }
        }

        @Nested
        class Producers extends ProducerContract {
            @Override
            protected ReactorHarness openHarness() {
                return Pair.this.openHarness();
            }
        }

        @Nested
        class Backpressure extends BackpressureContract {
            @Override
            protected ReactorHarness openHarness() {
                return Pair.this.openHarness();
            }
        }
    }
}
