package dev.heddle.tck;

import org.junit.jupiter.api.Nested;

/**
 * The whole contract: every section. A backend's test extends it and says how to open a harness.
 */
@SuppressWarnings("ClassCanBeStatic") // JUnit wants the sections to be inner classes, and each has the suite's harness
public abstract class ReactorSuite extends TestingSuite {

    /** For subclasses. */
    protected ReactorSuite() {}

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
    class Disconnecting extends DisconnectingContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Datagrams extends DatagramContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class DatagramPorts extends DatagramPortContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class MulticastGroups extends MulticastContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class SlowTurns extends SlowTurnContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Flights extends FlightContract {
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
    class Flows extends FlowContract {
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
    class Messages extends MessageContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Lines extends LineContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class MessageFlow extends MessageFlowContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Transfers extends TransferContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class FileSenders extends FileSenderContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class Groups extends GroupContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class GroupFactories extends GroupFactoryContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }

    @Nested
    class GroupLives extends GroupLifeContract {
        @Override
        protected ReactorHarness openHarness() {
            return ReactorSuite.this.openHarness();
        }
    }
}
