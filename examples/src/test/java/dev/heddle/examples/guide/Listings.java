package dev.heddle.examples.guide;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What the listings of the guides share: a reactor, somebody to ask, and a place to print to. */
abstract class Listings {

    /** The one that a listing talks of. */
    final Reactor reactor;

    private final List<String> printed = new ArrayList<>();

    /** Listings on {@code backend}. */
    Listings(String backend) {
        reactor = Reactors.create(backend);
    }

    /** Runs the reactor until {@code listing}, which is called in a turn, and its Deferred are done; what it printed. */
    final List<String> run(Callable<? extends Deferred<?>> listing) throws Exception {
        Reactors.react(reactor, running -> listing.call());
        return printed;
    }

    final void print(Object line) {
        printed.add(line.toString());
    }

    /** The answer to a question, which takes a moment. */
    final Deferred<String> ask(String question) {
        return Deferreds.deferLater(reactor, Duration.ofMillis(10), () -> "the answer to " + question);
    }

    /** A question that nobody answers. */
    static Deferred<String> askInVain() {
        return new Deferred<>();
    }
}
