package dev.heddle.examples;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Prints the time after one, two and three seconds, and stops after five. */
public final class PrintTime {

    private static final DateTimeFormatter HOURS_MINUTES_SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Reactor reactor = Reactors.create();

    private void printTime() {
        LocalTime now = LocalTime.now(ZoneId.systemDefault());
        System.out.println("Current time is " + now.format(HOURS_MINUTES_SECONDS));
    }

    private void stopReactor() {
        System.out.println("Stopping reactor");
        reactor.stop();
    }

    private void run() {
        reactor.callLater(Duration.ofSeconds(1), this::printTime);
        reactor.callLater(Duration.ofSeconds(2), this::printTime);
        reactor.callLater(Duration.ofSeconds(3), this::printTime);
        reactor.callLater(Duration.ofSeconds(5), this::stopReactor);

        System.out.println("Running the reactor...");
        reactor.run();
        System.out.println("Reactor stopped.");
    }

    /** Takes no arguments. */
    public static void main(String[] args) {
        new Arguments("printtime", args);
        new PrintTime().run();
    }
}
