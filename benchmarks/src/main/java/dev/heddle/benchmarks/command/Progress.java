package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.report.Figures;
import dev.heddle.benchmarks.results.Fork;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells how far the comparison is: a line for each workload in each round, which grows with each fork. */
final class Progress {

    /** Under what it is that a fork is told of whose line was broken by a failure. */
    private static final String CONTINUED = "  ...";

    private final PrintWriter out;
    private boolean broken;

    Progress(PrintWriter out) {
        this.out = out;
    }

    void beginLine(Plan.Turn turn, int rounds, TimeLimit.Left left) {
        print(String.format(
                Locale.ROOT,
                "round %d of %d, %-18s | %-50s|",
                turn.round(),
                rounds,
                left.inWords(),
                turn.cell().title()));
    }

    void begin(Cell cell) {
        print(continued() + " " + cell.name());
    }

    void measured(Fork fork) {
        if (!fork.found().figures().isEmpty()) {
            print(" " + Figures.grouped(fork.judged().median()));
        }
    }

    void leftOut(Cell cell) {
        print(continued() + " " + cell.name() + " left out");
    }

    void failed(Fork fork, Fork.Failure failure) {
        String newLine = System.lineSeparator();
        String what = fork.isOverloaded() ? "did not keep the rate" : "failed";
        print((fork.isOverloaded() ? " " + what : " FAILED") + newLine + "heddle: " + fork.arm() + " " + what + " at "
                + fork.title() + ": " + failure.reason());
        failure.output().forEach(line -> print(newLine + "  " + line));
        print(newLine);
        broken = true;
    }

    /** What follows a failure begins a line of its own. */
    private String continued() {
        String begin = broken ? CONTINUED : "";
        broken = false;
        return begin;
    }

    void endLine() {
        if (!broken) {
            print(System.lineSeparator());
        }
        broken = false;
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
