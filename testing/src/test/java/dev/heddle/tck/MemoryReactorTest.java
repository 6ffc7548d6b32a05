package dev.heddle.tck;

import org.junit.jupiter.api.Nested;

/** The whole contract, in memory and virtual time. */
class MemoryReactorTest {

    @Nested
    class Baton extends BatonContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class BatonRequired extends BatonRequiredContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Deferreds extends DeferredContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Results extends ResultContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Deferring extends DeferringContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class DeferredThreads extends DeferredThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Chaining extends ChainingContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Unhandled extends UnhandledContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Cancelling extends CancelContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Timeouts extends TimeoutContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class TimeoutThreads extends TimeoutThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Time extends TimeContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class DelayedCalls extends DelayedCallContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Life extends LifeContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class End extends EndContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Throws extends ThrowContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Exit extends ExitContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Triggers extends TriggerContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class TriggerWaits extends TriggerWaitContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Shutdown extends ShutdownContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Stops extends StopContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class StopStates extends StopStateContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Threads extends ThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Work extends WorkContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Connecting extends ConnectContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Factories extends FactoryContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Listening extends ListenContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Streams extends StreamContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Faults extends FaultContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class HalfClose extends HalfCloseContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Producers extends ProducerContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Backpressure extends BackpressureContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }

    @Nested
    class Closing extends ClosingContract {
        @Override
        protected ReactorHarness openHarness() {
            return new MemoryHarness();
        }
    }
}
