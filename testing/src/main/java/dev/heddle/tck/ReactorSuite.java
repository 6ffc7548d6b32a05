package dev.heddle.tck;

import org.junit.jupiter.api.Nested;

/**
 * The whole contract: every section. A backend's test extends it and says how to open a harness.
 */
@SuppressWarnings("ClassCanBeStatic") // JUnit wants the sections to be inner classes, and each has the suite's harness
public abstract class ReactorSuite {

    /** For subclasses. */
    protected ReactorSuite() {}

    /** A harness for the backend under test. */
    protected abstract ReactorHarness openHarness();

    @Nested
    class Baton extends BatonContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class BatonRequired extends BatonRequiredContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Deferreds extends DeferredContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Results extends ResultContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Deferring extends DeferringContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class DeferredThreads extends DeferredThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Chaining extends ChainingContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Unhandled extends UnhandledContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Cancelling extends CancelContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Timeouts extends TimeoutContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class TimeoutThreads extends TimeoutThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Bridges extends BridgeContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Combinators extends CombinatorContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Exclusion extends ExclusionContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Queues extends QueueContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Later extends LaterContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class LoopingCalls extends LoopingCallContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Cooperators extends CooperatorContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Time extends TimeContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class DelayedCalls extends DelayedCallContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Life extends LifeContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class End extends EndContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Throws extends ThrowContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Exit extends ExitContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Triggers extends TriggerContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class TriggerWaits extends TriggerWaitContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Shutdown extends ShutdownContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Stops extends StopContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class StopStates extends StopStateContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Threads extends ThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Work extends WorkContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Programs extends ProgramContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Connecting extends ConnectContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Factories extends FactoryContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Listening extends ListenContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Resolving extends ResolveContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Scarcity extends ScarcityContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Streams extends StreamContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Interrupts extends InterruptContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Fairness extends FairnessContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Faults extends FaultContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class HalfClose extends HalfCloseContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Producers extends ProducerContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Backpressure extends BackpressureContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Closing extends ClosingContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Async extends AsyncContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class TaskCancel extends TaskCancelContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class OffBaton extends OffBatonContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Scopes extends ScopeContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Joiners extends JoinerContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class ScopeMisuse extends ScopeMisuseContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }
}
