package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Workload;
import dev.heddle.benchmarks.Workloads;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * At which values of a parameter a workload can be measured. It only says yes or no to one at a time, so it is asked: about
 * all small numbers, and, if there are no gaps between these, where the greater ones end.
 */
final class AllowedValues {

    private static final int SMALL = 256;
    private static final int LARGEST_WITH_GAPS = 4_096;
    private static final int MOST = 999_999_999;

    private AllowedValues() {}

    /**
     * In words, such as {@code 1 to 64}, if there are any.
     *
     * @param settings those of the workload, any of which may have another value of that parameter
     */
    static Optional<String> inWords(Workload workload, Collection<Parameters> settings, String name) {
        List<String> usual = workload.points().stream()
                .filter(point -> point.at().has(name))
                .map(point -> point.at().text(name))
                .distinct()
                .filter(value -> isAllowed(workload, settings, name, value))
                .toList();
        boolean isNumber = usual.stream().allMatch(value -> value.matches("\\d{1,9}"));
        if (!isNumber || !Workloads.all().contains(workload)) { // code of users is not asked a thousand times
            return usual.isEmpty() ? Optional.empty() : Optional.of(listed(usual));
        }
        int known = usual.stream().mapToInt(Integer::parseInt).max().orElse(0);
        return numbers(known, value -> isAllowed(workload, settings, name, String.valueOf(value)));
    }

    private static boolean isAllowed(Workload workload, Collection<Parameters> settings, String name, String value) {
        return settings.stream()
                .filter(at -> at.has(name))
                .anyMatch(at -> Settings.isPossible(workload, at.with(name, value)));
    }

    private static Optional<String> numbers(int known, IntPredicate isAllowed) {
        int[] small = upTo(SMALL, isAllowed);
        if (small.length == 0) {
            return isAllowed.test(known)
                    ? Optional.of(last(known, 0, isAllowed) + " to " + last(known, MOST, isAllowed))
                    : Optional.empty();
        }
        int least = small[0];
        int most = small[small.length - 1];
        if (most - least + 1 > small.length) {
            return Optional.of(listed(upTo(LARGEST_WITH_GAPS, isAllowed)));
        }
        most = last(isAllowed.test(known) ? Math.max(known, most) : most, MOST, isAllowed);
        return Optional.of(most <= least + 1 ? listed(upTo(most, isAllowed)) : least + " to " + most);
    }

    private static int[] upTo(int most, IntPredicate isAllowed) {
        return IntStream.rangeClosed(0, most).filter(isAllowed).toArray();
    }

    private static String listed(int[] values) {
        return listed(IntStream.of(values).mapToObj(String::valueOf).toList());
    }

    /** The last that is allowed on the way from one that is towards {@code end}. */
    private static int last(int allowed, int end, IntPredicate isAllowed) {
        if (isAllowed.test(end)) {
            return end;
        }
        int inside = allowed;
        int outside = end;
        while (Math.abs(outside - inside) > 1) {
            int middle = inside + (outside - inside) / 2;
            if (isAllowed.test(middle)) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    private static String listed(List<String> values) {
        return values.size() == 1
                ? values.get(0)
                : values.stream().limit(values.size() - 1L).collect(Collectors.joining(", ")) + " or "
                        + values.get(values.size() - 1);
    }
}
