package dev.heddle.benchmarks;

/**
 * Timed calls without delay, wave after wave: the last of each wave schedules the next. Confined to the arm's own
 * thread; read by the measuring thread once completed.
 */
final class Waves {

    private final TimerArm arm;
    private final int outstanding;
    private final int calls;
    private final Completion completion = new Completion();

    /** All calls are this one. */
    private final Runnable call = this::countRun;

    private int waiting;
    private int ran;

    Waves(TimerArm arm, int outstanding, int calls) {
        this.arm = arm;
        this.outstanding = outstanding;
        this.calls = calls;
    }

    /** Hands all of it to the arm, and waits until it was done. */
    void run() {
        arm.post(this::schedule);
        completion.await(() -> ran + " of " + calls + " timed calls");
        Completion.check("timed calls that ran", calls, ran);
    }

    private void schedule() {
        completion.guard(() -> {
            waiting = Math.min(outstanding, calls - ran);
            for (int scheduled = 0; scheduled < waiting; scheduled++) {
                arm.callLater(0, call);
            }
        });
    }

    private void countRun() {
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
