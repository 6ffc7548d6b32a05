package dev.heddle.selector;

import dev.heddle.tck.BackpressureContract;
import dev.heddle.tck.BatonContract;
import dev.heddle.tck.BatonRequiredContract;
import dev.heddle.tck.CancelContract;
import dev.heddle.tck.ChainingContract;
import dev.heddle.tck.ClosingContract;
import dev.heddle.tck.ConnectContract;
import dev.heddle.tck.DeferredContract;
import dev.heddle.tck.DeferredThreadsContract;
import dev.heddle.tck.DeferringContract;
import dev.heddle.tck.DelayedCallContract;
import dev.heddle.tck.EndContract;
import dev.heddle.tck.ExitContract;
import dev.heddle.tck.FactoryContract;
import dev.heddle.tck.FaultContract;
import dev.heddle.tck.HalfCloseContract;
import dev.heddle.tck.LifeContract;
import dev.heddle.tck.ListenContract;
import dev.heddle.tck.ProducerContract;
import dev.heddle.tck.ReactorHarness;
import dev.heddle.tck.ResultContract;
import dev.heddle.tck.ShutdownContract;
import dev.heddle.tck.SocketHarness;
import dev.heddle.tck.StopContract;
import dev.heddle.tck.StopStateContract;
import dev.heddle.tck.StreamContract;
import dev.heddle.tck.ThreadsContract;
import dev.heddle.tck.ThrowContract;
import dev.heddle.tck.TimeContract;
import dev.heddle.tck.TimeoutContract;
import dev.heddle.tck.TimeoutThreadsContract;
import dev.heddle.tck.TriggerContract;
import dev.heddle.tck.TriggerWaitContract;
import dev.heddle.tck.UnhandledContract;
import dev.heddle.tck.WorkContract;
import org.junit.jupiter.api.Nested;

/** The whole contract, on this backend. What only this backend does is tested beside this class. */
class SelectorReactorTest {

    @Nested
    class Baton extends BatonContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class BatonRequired extends BatonRequiredContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Deferreds extends DeferredContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Results extends ResultContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Deferring extends DeferringContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class DeferredThreads extends DeferredThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Chaining extends ChainingContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Unhandled extends UnhandledContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Cancelling extends CancelContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Timeouts extends TimeoutContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class TimeoutThreads extends TimeoutThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Time extends TimeContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class DelayedCalls extends DelayedCallContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Life extends LifeContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class End extends EndContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Throws extends ThrowContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Exit extends ExitContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Triggers extends TriggerContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class TriggerWaits extends TriggerWaitContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Shutdown extends ShutdownContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Stops extends StopContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class StopStates extends StopStateContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Threads extends ThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Work extends WorkContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Connecting extends ConnectContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Factories extends FactoryContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Listening extends ListenContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Streams extends StreamContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Faults extends FaultContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class HalfClose extends HalfCloseContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Producers extends ProducerContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Backpressure extends BackpressureContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }

    @Nested
    class Closing extends ClosingContract {
        @Override
        protected ReactorHarness openHarness() {
            return new SocketHarness(new SelectorReactorProvider());
        }
    }
}
