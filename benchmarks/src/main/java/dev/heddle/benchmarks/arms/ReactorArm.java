package dev.heddle.benchmarks.arms;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Completion;
import java.time.Duration;

/** What the backends have in common, which is all but the name. Each batch is one call into the reactor. */
abstract class ReactorArm implements Arm {

    private final Reactor reactor;

    ReactorArm(String backend) {
        reactor = Reactors.create(backend);
        reactor.start();
    }

    @Override
    public void fire(int outstanding, int calls) {
        Waves waves = new Waves(outstanding, calls);
        reactor.callFromThread(waves::schedule);
        waves.completion.await(() -> waves.ran + " of " + calls + " timed calls");
        Completion.check("timed calls that ran", calls, waves.ran);
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new ReactorChurn(reactor, outstanding);
    }

    @Override
    public Dialer openDialer() {
        return new ReactorDialer(reactor);
    }

    @Override
    public void close() {
        reactor.close();
    }

    /** Timed calls, wave after wave. Confined to turns; read by the measuring thread once completed. */
    private final class Waves implements Runnable {

        private final Completion completion = new Completion();
        private final int outstanding;
        private final int calls;
        private int waiting;
        private int ran;

        Waves(int outstanding, int calls) {
            this.outstanding = outstanding;
            this.calls = calls;
        }

        private void schedule() {
            completion.guard(() -> {
                waiting = Math.min(outstanding, calls - ran);
                for (int call = 0; call < waiting; call++) {
                    reactor.callLater(Duration.ZERO, this);
                }
            });
        }

        /** One timed call. */
        @Override
        public void run() {
            waiting--;
            if (waiting == 0) {
                endWave();
            }
        }

        private void endWave() {
            ran += Math.min(outstanding, calls - ran);
            if (ran < calls) {
                schedule();
            } else {
                completion.done();
            }
        }
    }
}
