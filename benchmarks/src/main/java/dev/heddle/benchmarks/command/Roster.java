package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.fork.DescribeArms;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which arms can be had on this machine, as found in a JVM with the flags of those that measure: the flags decide what
 * some libraries do.
 *
 * @param present what each arm is that can be had, by name
 * @param absent why each of the others cannot, by name
 */
record Roster(Map<String, String> present, Map<String, String> absent) {

    /** Asks for the arms of those names. */
    static Roster of(List<String> names, List<String> flags) throws IOException {
        Roster roster = new Roster(new LinkedHashMap<>(), new LinkedHashMap<>());
        try (ChildJvm child = ChildJvm.start(flags, DescribeArms.class, names)) {
            for (int left = names.size(); left > 0; left--) {
                roster.add(child.hear());
            }
        }
        return roster;
    }

    private void add(String line) {
        String[] parts = line.split(" ", 3);
        (parts[0].equals(DescribeArms.PRESENT) ? present : absent).put(parts[1], parts[2]);
    }

    /** The arms that can be had, in the order in which they were asked for. */
    List<String> names() {
        return List.copyOf(present.keySet());
    }
}
