package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.Series;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The looks of the arms, the same in every chart of a page: Heddle's stand out, controls are hollow, and where colours
 * are used up lines are broken in another way.
 */
final class Palette {

    private static final int FIRST_OF_OTHERS = 2;
    private static final int COLOURS = 8;

    /** As in other reports, but controls last: they are nothing to choose. */
    private static final Comparator<Series> ORDER = Comparator.comparing(
                    (Series arm) -> arm.role().isControl())
            .thenComparing(Measured.order(Series::arm, Series::role));

    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, String> styles = new LinkedHashMap<>();

    /** For all that took part, in whatever. */
    Palette(Collection<Series> all) {
        all.stream().sorted(ORDER).forEach(arm -> roles.putIfAbsent(arm.arm(), arm.role()));
        int others = 0;
        for (Map.Entry<String, Role> arm : roles.entrySet()) {
            String style = switch (arm.getKey()) {
                case Arms.SELECTOR -> "k0";
                case Arms.LOOM -> "k1";
                default -> arm.getValue().isControl() ? "control" : other(others++);
            };
            styles.put(arm.getKey(), isOurs(arm.getKey()) ? style + " ours" : style);
        }
    }

    private static String other(int number) {
        int colours = COLOURS - FIRST_OF_OTHERS;
        return "k" + (FIRST_OF_OTHERS + number % colours) + " d" + number / colours % 3;
    }

    /** The arms of a piece of work in the order in which they are shown. */
    static List<Series> ordered(Measured measured) {
        return measured.arms().stream().sorted(ORDER).toList();
    }

    /** All arms, in this order. */
    List<String> arms() {
        return List.copyOf(roles.keySet());
    }

    /** The classes for the style sheet. */
    String style(String arm) {
        return styles.getOrDefault(arm, "");
    }

    /** Whether an arm is Heddle, as it is. */
    boolean isOurs(String arm) {
        return roles.get(arm) == Role.BACKEND || roles.get(arm) == Role.SHARED;
    }

    /** The name for people; a control is called one. */
    String name(String arm) {
        Role role = roles.get(arm);
        return role != null && role.isControl() ? arm + " (control)" : arm;
    }

    /** A legend at the foot of a drawing: a sample of each arm's line with its name. Returns where it ends. */
    int legend(Svg svg, Collection<String> shown, int top) {
        int row = 18;
        int columns = 2;
        svg.stack(columns, row, top);
        int index = 0;
        for (String arm : shown) {
            int right = index % columns * (Svg.WIDTH / columns);
            int down = top + index / columns * row;
            svg.arm(arm, style(arm), right, down)
                    .line("course", 4, 9, 30, 9)
                    .text("name", 36, 13, arm)
                    .end();
            index++;
        }
        svg.end();
        return top + (index + columns - 1) / columns * row;
    }
}
