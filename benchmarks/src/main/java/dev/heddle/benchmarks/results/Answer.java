package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of a question.
 *
 * @param pairs of how many pairs of arms this one was chosen, being that of the best on each side; 0 if there was nothing
 *     to compare
 * @param clientsAreLimit whether one of the arms kept the clients busy all the time, so that the servers may differ by more
 */
public record Answer(Question question, Verdict verdict, int pairs, boolean clientsAreLimit) {

    /** How busy each thread of clients is, in processors, when they are what is measured. */
    private static final double BUSY_CLIENTS = 0.9;

    /** All that can be asked of a piece of work, in the order of the questions. */
    public static List<Answer> of(Measured measured) {
        List<Answer> answers = new ArrayList<>();
        List<Series> backends = with(measured, Role.BACKEND);
        List<Series> shared = with(measured, Role.SHARED);
        answers.add(ofBackends(measured, backends.isEmpty() && !shared.isEmpty()));
        List<Series> ours = backends.isEmpty() ? shared : backends;
        answers.add(ofBest(Question.PEER, measured, ours, Role.PEER));
        answers.add(ofBest(Question.LIMIT, measured, ours, Role.LIMIT));
        return List.copyOf(answers);
    }

    private static Answer ofBackends(Measured measured, boolean sameCode) {
        Optional<Series> selector = measured.arm(Arms.SELECTOR);
        Optional<Series> loom = measured.arm(Arms.LOOM);
        if (sameCode) {
            return nothing(Question.BACKENDS, "both backends have the same");
        }
        if (selector.isEmpty() || loom.isEmpty()) {
            return nothing(Question.BACKENDS, "not both backends took part");
        }
        return between(Question.BACKENDS, measured, selector.get(), loom.get(), 1);
    }

    private static Answer ofBest(Question question, Measured measured, List<Series> ours, Role role) {
        List<Series> others = with(measured, role);
        if (ours.isEmpty() || others.isEmpty()) {
            return nothing(question, ours.isEmpty() ? "no backend took part" : "no such arm took part");
        }
        return between(question, measured, best(measured, ours), best(measured, others), ours.size() * others.size());
    }

    /** Clients of latencies send by a schedule, so being busy is no limit there. */
    private static Answer between(Question question, Measured measured, Series one, Series other, int pairs) {
        boolean busy = Math.max(one.generator(), other.generator())
                >= BUSY_CLIENTS * threads(measured.work().parameters());
        return new Answer(question, Verdict.of(measured, one, other), pairs, busy && measured.moreIsBetter());
    }

    /** Clients have one thread, or as many as the server has loops. */
    private static int threads(Parameters at) {
        return at.isBetween("loops", 1, Integer.MAX_VALUE) ? at.number("loops") : 1;
    }

    private static Answer nothing(Question question, String missing) {
        return new Answer(question, new Verdict.NotMeasured(missing), 0, false);
    }

    private static List<Series> with(Measured measured, Role role) {
        return measured.arms().stream().filter(arm -> arm.role() == role).toList();
    }

    private static Series best(Measured measured, List<Series> arms) {
        Comparator<Series> bySpeed = Comparator.comparingDouble(
                arm -> measured.speed(arm.median(), arms.get(0).median()));
        return arms.stream().max(bySpeed).orElseThrow();
    }

    /** Whether it is worth being told: not, if there was nothing to compare the backends with. */
    public boolean isAsked() {
        return question == Question.BACKENDS || !(verdict instanceof Verdict.NotMeasured);
    }

    /** Whether there were enough figures to judge by. */
    public boolean isJudged() {
        return verdict.isJudged();
    }
}
