package dev.heddle.core;

import dev.heddle.defer.Deferred;
import dev.heddle.net.LookupFailedException;
import dev.heddle.spi.HostNames;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One question to the resolver of a reactor: whatever that does, there is one answer, in a turn, with an address or none. */
final class LookUp implements Live {

    private final CoreReactor reactor;
    private final String name;
    private final Deferred<List<InetAddress>> asked;
    private final Deferred<List<InetAddress>> answer;

    private LookUp(CoreReactor reactor, String name) {
        this.reactor = reactor;
        this.name = name;
        answer = Deferred.owedBy(reactor, cancelled -> giveUp());
        asked = ask(reactor, name);
    }

    /** The addresses of {@code host}, which may write one out. */
    static Deferred<List<InetAddress>> of(CoreReactor reactor, String host) {
        InetAddress literal = Addresses.literal(host);
        String name = literal == null ? HostNames.toAscii(host) : host;
        boolean taken = reactor.admit("Reactor.resolve");
        try {
            return literal == null ? begin(reactor, name) : Deferred.succeed(List.of(literal));
        } finally {
            reactor.dismiss(taken);
        }
    }

    /** Asks for {@code name}, with the baton held; the answer never comes inside this call. */
    static Deferred<List<InetAddress>> begin(CoreReactor reactor, String name) {
        LookUp lookUp = new LookUp(reactor, name);
        reactor.nowLive(lookUp);
        if (reactor.isEnding()) {
            lookUp.endForStop();
        }
        lookUp.asked.addBoth((found, failure) -> {
            reactor.turns().laterOrAlone(() -> lookUp.answered(found, failure == null ? null : failure.getCause()));
            return List.of();
        });
        return lookUp.answer;
    }

    private static Deferred<List<InetAddress>> ask(CoreReactor reactor, String name) {
        try {
            return Objects.requireNonNull(
                    reactor.options().resolver().resolve(name, reactor), "what the resolver returned is");
        } catch (Throwable thrown) {
            return Deferred.fail(thrown);
        }
    }

    private void answered(@Nullable List<InetAddress> found, @Nullable Throwable cause) {
        if (answer.hasFired()) {
            return;
        }
        reactor.ended(this);
        if (cause != null) {
            answer.errback(failed("failed: " + cause, cause));
        } else if (found == null || found.isEmpty()) {
            answer.errback(failed("brought no address", new UnknownHostException(name)));
        } else {
            answer.callback(List.copyOf(found));
        }
    }

    private LookupFailedException failed(String how, Throwable cause) {
        return new LookupFailedException("the look-up of " + name + " " + how, cause);
    }

    private void giveUp() {
        reactor.ended(this);
        asked.cancel();
    }

    @Override
    public void endForStop() {
        answer.cancel();
    }

    @Override
    public String toString() {
        return "the look-up of " + name;
    }
}
