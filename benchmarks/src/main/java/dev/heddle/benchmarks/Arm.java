package dev.heddle.benchmarks;

/**
 * One way of doing the work that is measured. An arm says what it can do by what it implements: timed calls as a
 * {@link TimerArm}, connections as a {@link NetworkArm} (a program that makes many at a time as a {@link ConnectArm}),
 * connections with bytes as a {@link StreamArm} (a server alone as an {@link EchoArm}, one on several loops as a {@link
 * GroupArm}), requests with work that blocks as a {@link RequestArm}, callbacks as a {@link FutureArm}, waiting code as a
 * {@link TaskArm}, TLS as a {@link TlsArm}, programs written for Heddle as a {@link ReactorsArm}, or several of them.
 *
 * <p>To add one, add one file: a public class in the package {@code dev.heddle.benchmarks.arms} that has a public
 * constructor without parameters. Its name on the command line is made of its class name: {@code BareNio} is
 * {@code bare-nio}. A constructor that throws {@link IllegalStateException} says why the arm cannot be had here; a
 * comparison then goes on without it.
 *
 * <p>What is measured is work that was done, never work that was only asked for: who hands over a batch waits until all
 * of it was processed, and throws {@link IllegalStateException} if any of it was not.
 */
public interface Arm extends AutoCloseable {

    /** One sentence for the reader of a report: what does the work here, and how is it set? */
    String description();

    /** Ends what was begun, and every thread. */
    @Override
    void close();
}
