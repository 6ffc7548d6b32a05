package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Peer;
import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.fork.DescribeArms;
import dev.heddle.benchmarks.results.RunFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which arms can be had on this machine, as found in a JVM with the flags of those that measure: the flags decide what
 * some libraries do.
 *
 * @param present what each arm is that can be had, by name
 * @param absent why each of the others cannot, by name
 */
record Roster(Map<String, String> present, Map<String, String> absent) {

    /**
     * Asks for the arms of those names that can be had on all of these JDKs.
     *
     * @param flags of the JVM, but for those that an arm gets besides
     */
    static Roster of(List<String> names, List<String> flags, List<Variant> variants) throws IOException {
        Map<String, Roster> rosters = new LinkedHashMap<>();
        for (Variant variant : variants) {
            rosters.put(variant.name(), of(names, flags, variant));
        }
        Roster all = new Roster(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (String name : names) {
            Map<String, String> absent = texts(rosters, roster -> roster.absent.get(name));
            if (absent.isEmpty()) {
                all.present.put(name, inWords(texts(rosters, roster -> roster.present.get(name))));
            } else {
                all.absent.put(name, absent.size() == variants.size() ? inWords(absent) : "on " + everyOne(absent));
            }
        }
        return all;
    }

    /** What is said on each of the JDKs, where something is. */
    private static Map<String, String> texts(Map<String, Roster> rosters, Function<Roster, @Nullable String> question) {
        Map<String, String> texts = new LinkedHashMap<>();
        rosters.forEach((variant, roster) -> {
            String text = question.apply(roster);
            if (text != null) {
                texts.put(variant, text);
            }
        });
        return texts;
    }

    private static String inWords(Map<String, String> texts) {
        return new HashSet<>(texts.values()).size() == 1
                ? texts.values().iterator().next()
                : everyOne(texts);
    }

    private static String everyOne(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> text.getKey() + ": " + text.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Roster of(List<String> names, List<String> flags, Variant variant) throws IOException {
        Map<List<String>, List<String>> byFlags = new LinkedHashMap<>();
        names.forEach(name -> byFlags.computeIfAbsent(Peer.flagsOf(name), first -> new ArrayList<>())
                .add(name));
        Map<String, String> lines = new HashMap<>();
        for (Map.Entry<List<String>, List<String>> alike : byFlags.entrySet()) {
            List<String> all = Stream.of(flags, alike.getKey(), variant.flags())
                    .flatMap(List::stream)
                    .toList();
            ask(alike.getValue(), variant.java(), all, lines);
        }
        Roster roster = new Roster(new LinkedHashMap<>(), new LinkedHashMap<>());
        names.forEach(name -> roster.add(lines.getOrDefault(name, "")));
        return roster;
    }

    /** What JVMs print besides, such as warnings about a library, is told only if one does not answer. */
    private static void ask(List<String> names, Path java, List<String> flags, Map<String, String> lines)
            throws IOException {
        List<String> besides = new ArrayList<>();
        try (ChildJvm child = ChildJvm.start(java, flags, DescribeArms.class, names)) {
            for (String name : names) {
                String line = child.hear();
                while (!isAbout(name, line)) {
                    besides.add(line);
                    line = child.hear();
                }
                lines.put(name, line);
            }
        } catch (IOException ended) {
            String reason = besides.isEmpty() ? "" : ": " + besides.get(0);
            throw new IOException(ended.getMessage() + reason, ended);
        }
    }

    private static boolean isAbout(String name, String line) {
        return line.startsWith(DescribeArms.PRESENT + " " + name + " ")
                || line.startsWith(DescribeArms.ABSENT + " " + name + " ");
    }

    private void add(String line) {
        String[] parts = line.split(" ", 3);
        (parts[0].equals(DescribeArms.PRESENT) ? present : absent).put(parts[1], parts[2]);
    }

    /** All of them, as the file of the run has them, and of what they stay out. */
    Map<String, RunFile.Participant> participants(List<Assignment> assignments) {
        Map<String, RunFile.Participant> participants = new LinkedHashMap<>();
        Stream.concat(present.keySet().stream(), absent.keySet().stream())
                .forEach(arm -> participants.put(
                        arm,
                        new RunFile.Participant(
                                Arms.role(arm),
                                present.get(arm),
                                absent.get(arm),
                                staysOut(arm, assignments),
                                Peer.of(arm).map(Peer::settings).orElse(List.of()),
                                present.containsKey(arm) ? works(arm, assignments) : List.of())));
        return participants;
    }

    /** What an arm is to do of that, by title. */
    private static List<String> works(String arm, List<Assignment> assignments) {
        return assignments.stream()
                .filter(assignment -> assignment.isFor(arm))
                .map(Assignment::title)
                .toList();
    }

    /** Why an arm takes no part in some of that, by title. */
    private static Map<String, String> staysOut(String arm, List<Assignment> assignments) {
        Map<String, String> reasons = new LinkedHashMap<>();
        assignments.forEach(assignment ->
                assignment.reasonToStayOut(arm).ifPresent(reason -> reasons.put(assignment.title(), reason)));
        return reasons;
    }

    /** The arms that can be had, in the order in which they were asked for. */
    List<String> names() {
        return List.copyOf(present.keySet());
    }
}
