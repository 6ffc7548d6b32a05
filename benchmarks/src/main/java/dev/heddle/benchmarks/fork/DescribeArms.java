package dev.heddle.benchmarks.fork;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;

/** Says of each arm that is named whether it can be had in this JVM, and what it is, or why not. */
public final class DescribeArms {

    /** What the line of an arm begins with that can be had. */
    public static final String PRESENT = "present";

    /** What the line of an arm begins with that cannot. */
    public static final String ABSENT = "absent";

    private DescribeArms() {}

    /** Prints a line for each arm: present or absent, its name, and a text. */
    public static void main(String... names) {
        for (String name : names) {
            System.out.println(describe(name).replaceAll("\\R", " "));
        }
    }

    private static String describe(String name) {
        try (Arm arm = Arms.open(name, Arm.class)) {
            return PRESENT + " " + name + " " + arm.description();
        } catch (IllegalStateException reason) {
            return ABSENT + " " + name + " " + reason.getMessage();
        }
    }
}
