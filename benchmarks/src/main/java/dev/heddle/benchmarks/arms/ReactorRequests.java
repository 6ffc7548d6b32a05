package dev.heddle.benchmarks.arms;

import dev.heddle.DelayedCall;
import dev.heddle.Reactor;
import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.RequestArm.Service;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Protocol;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** A server's end of a connection, as one writes it with Heddle: what blocks goes to a thread, and comes back as a Deferred. */
class ReactorRequests extends Protocol {

    private final Reactor reactor;
    private final Service service;
    private final ByteBuffer request = ByteBuffer.allocate(RequestArm.MESSAGE_BYTES);

    ReactorRequests(Reactor reactor, Service service) {
        this.reactor = reactor;
        this.service = service;
    }

    @Override
    public void connectionMade() {
        service.connected();
    }

    @Override
    public void dataReceived(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), request.remaining());
            request.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            if (!request.hasRemaining()) {
                answer(request.array().clone());
                request.clear();
            }
        }
    }

    private void answer(byte[] asked) {
        Deferred<byte[]> work = reactor.deferToThread(() -> service.work(asked));
        DelayedCall limit = reactor.callLater(Duration.ofNanos(service.limitNanos(asked)), work::cancel);
        work.<byte[]>addCallbacks(
                        done -> {
                            limit.cancel();
                            service.limitCancelled();
                            return done;
                        },
                        failure -> {
                            failure.trap(CancellationException.class);
                            return service.late(asked);
                        })
                .addConsumer(answer -> transport().write(ByteBuffer.wrap(answer)))
                .addErrorConsumer(failed -> transport().abortConnection());
    }

    @Override
    public void connectionLost(CloseReason reason) {
        service.lost();
    }
}
