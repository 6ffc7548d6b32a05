package dev.heddle.tck;

import org.junit.jupiter.api.Nested;

/** The sections on Deferreds, and on what is made of them: combinators, repeated calls, tasks and scopes. */
@SuppressWarnings("ClassCanBeStatic") // JUnit wants the sections to be inner classes, and each has the suite's harness
abstract class DeferredSuite {

    /** For subclasses. */
    DeferredSuite() {}

    /** A harness for the backend under test. */
    protected abstract ReactorHarness openHarness();

    @Nested
    class Deferreds extends DeferredContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Results extends ResultContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Deferring extends DeferringContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class DeferredThreads extends DeferredThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Chaining extends ChainingContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Unhandled extends UnhandledContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Trails extends TrailContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Cancelling extends CancelContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Timeouts extends TimeoutContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class TimeoutThreads extends TimeoutThreadsContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Bridges extends BridgeContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Combinators extends CombinatorContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Exclusion extends ExclusionContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Queues extends QueueContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Later extends LaterContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class LoopingCalls extends LoopingCallContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Cooperators extends CooperatorContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Async extends AsyncContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class TaskCancel extends TaskCancelContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class OffBaton extends OffBatonContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Scopes extends ScopeContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class Joiners extends JoinerContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }

    @Nested
    class ScopeMisuse extends ScopeMisuseContract {
        @Override
        protected ReactorHarness openHarness() {
            return DeferredSuite.this.openHarness();
        }
    }
}
