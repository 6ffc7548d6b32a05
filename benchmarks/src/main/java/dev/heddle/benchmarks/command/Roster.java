package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Peer;
import dev.heddle.benchmarks.fork.DescribeArms;
import dev.heddle.benchmarks.results.RunFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which arms can be had on this machine, as found in a JVM with the flags of those that measure: the flags decide what
 * some libraries do.
 *
 * @param present what each arm is that can be had, by name
 * @param absent why each of the others cannot, by name
 */
record Roster(Map<String, String> present, Map<String, String> absent) {

    /**
     * Asks for the arms of those names.
     *
     * @param flags of the JVM, but for those that an arm gets besides
     */
    static Roster of(List<String> names, List<String> flags) throws IOException {
        Map<List<String>, List<String>> byFlags = new LinkedHashMap<>();
        names.forEach(name -> byFlags.computeIfAbsent(Peer.flagsOf(name), first -> new ArrayList<>())
                .add(name));
        Map<String, String> lines = new HashMap<>();
        for (Map.Entry<List<String>, List<String>> alike : byFlags.entrySet()) {
            List<String> all =
                    Stream.concat(flags.stream(), alike.getKey().stream()).toList();
            ask(alike.getValue(), all, lines);
        }
        Roster roster = new Roster(new LinkedHashMap<>(), new LinkedHashMap<>());
        names.forEach(name -> roster.add(lines.getOrDefault(name, "")));
        return roster;
    }

    private static void ask(List<String> names, List<String> flags, Map<String, String> lines) throws IOException {
        try (ChildJvm child = ChildJvm.start(flags, DescribeArms.class, names)) {
            for (String name : names) {
                lines.put(name, child.hear());
            }
        }
    }

    private void add(String line) {
        String[] parts = line.split(" ", 3);
        (parts[0].equals(DescribeArms.PRESENT) ? present : absent).put(parts[1], parts[2]);
    }

    /** All of them, as the file of the run has them. */
    Map<String, RunFile.Participant> participants() {
        Map<String, RunFile.Participant> participants = new LinkedHashMap<>();
        Stream.concat(present.keySet().stream(), absent.keySet().stream())
                .forEach(arm -> participants.put(
                        arm,
                        new RunFile.Participant(
                                Arms.role(arm),
                                present.get(arm),
                                absent.get(arm),
                                Peer.of(arm).map(Peer::settings).orElse(List.of()))));
        return participants;
    }

    /** The arms that can be had, in the order in which they were asked for. */
    List<String> names() {
        return List.copyOf(present.keySet());
    }
}
