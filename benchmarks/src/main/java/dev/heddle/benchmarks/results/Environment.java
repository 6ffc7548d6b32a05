package dev.heddle.benchmarks.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured where: a flat list of names and values, for people rather than programs.
 *
 * @param facts in the order in which they are to be read
 */
public record Environment(Map<String, String> facts) {

    /** The fact that says how much was measured. */
    public static final String SIZE = "size";

    /** What that fact begins with if the run was none to draw conclusions from. */
    public static final String SMOKE = "smoke";

    /** The fact that names the run among others, as its forks do. */
    public static final String RUN = "run";

    /** The fact that names the JDK and the flags, where a run had several, or others than usual. */
    public static final String VARIANT = "variant";

    /** The fact that says that others kept the machine busy meanwhile. */
    public static final String BUSY = "busy machine";

    /** The fact that says what was found out in a run that timed nothing, and by what means. Other runs do not have it. */
    public static final String PROFILE = "profile";

    /** The facts of which none may differ between forks that are compared. */
    public static final List<String> LASTING =
            List.of("program", "processor", "cores", "memory", "system", "CPU quota");

    /** What the facts about arms begin with; the name of the arm follows. */
    public static final String ARM = "arm ";

    /** What the facts about forks that failed begin with; a number follows. */
    public static final String FAILURE = "failure ";

    /** Takes a copy. */
    public Environment {
        facts = new LinkedHashMap<>(facts);
    }

    /** Whether the run was only to see that everything works. */
    public boolean isSmoke() {
        return facts.getOrDefault(SIZE, "").startsWith(SMOKE);
    }
}
