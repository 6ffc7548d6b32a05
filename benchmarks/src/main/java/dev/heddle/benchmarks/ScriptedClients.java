package dev.heddle.benchmarks;

import dev.heddle.Reactor;
import dev.heddle.endpoint.ClientEndpoint;
import dev.heddle.endpoint.Endpoints;
import dev.heddle.net.ListenOptions;
import java.net.InetAddress;

/** Runs the clients of a {@link ProtocolWorkload}. */
final class ScriptedClients implements UserWorkload.Work {

    /** All clients may connect at once. */
    private static final int BACKLOG = 4_096;

    private final ProtocolWorkload workload;
    private final Reactor reactor;
    private final ClientEndpoint server;
    private final int clients;

    private ScriptedClients(ProtocolWorkload workload, Reactor reactor, ClientEndpoint server, int clients) {
        this.workload = workload;
        this.reactor = reactor;
        this.server = server;
        this.clients = clients;
    }

    /** Has the server listen. */
    static ScriptedClients open(ProtocolWorkload workload, Reactor server, Reactor client) throws Exception {
        int clients = workload.clients();
        if (clients < 1) {
            throw new IllegalArgumentException("clients() must be 1 or more, not " + clients);
        }
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ListenOptions options =
                ListenOptions.defaults().withBindAddress(loopback).withBacklog(BACKLOG);
        int port = server.blockingCallFromThread(() -> server.listenTcp(0, workload.server(server), options))
                .address()
                .getPort();
        return new ScriptedClients(
                workload, client, Endpoints.tcpClient(client, loopback.getHostAddress(), port), clients);
    }

    @Override
    public void run(int operations) {
        int working = Math.min(clients, operations);
        Completion completion = new Completion(working);
        reactor.callFromThread(() -> {
            for (int client = 0; client < working; client++) {
                int share = operations / working + (client < operations % working ? 1 : 0);
                start(share, completion);
            }
        });
        completion.await(() -> "the work of " + (working - completion.left()) + " of " + working + " clients");
    }

    private void start(int operations, Completion completion) {
        reactor.async(() -> {
                    workload.client(reactor, server, operations);
                    return operations;
                })
                .addConsumer(done -> completion.done())
                .addErrorConsumer(failure -> completion.fail(failure.getCause()));
    }
}
