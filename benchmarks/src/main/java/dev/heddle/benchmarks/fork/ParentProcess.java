package dev.heddle.benchmarks.fork;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What the process that has started this one says, in lines. Once it has no more to say, which it cannot when it is gone, this
 * process ends, whatever it is doing: none outlives who has started it.
 */
public final class ParentProcess {

    private static final int ORPHANED = 2;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ParentProcess() {}

    /** Begins to listen to standard input. */
    public static ParentProcess listen() {
        ParentProcess parent = new ParentProcess();
        Thread.ofPlatform().daemon().name("parent process").start(parent::takeAll);
        return parent;
    }

    private void takeAll() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException gone) {
            // which is an end, too
        }
        Runtime.getRuntime().halt(ORPHANED);
    }

    /** Waits for the next line. */
    public String hear() throws InterruptedException {
        return lines.take();
    }
}
