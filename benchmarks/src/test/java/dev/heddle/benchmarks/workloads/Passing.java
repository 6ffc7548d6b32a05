package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.RequestArm;

/** Does what another service does. */
class Passing implements RequestArm.Service {

    private final RequestArm.Service service;

    Passing(RequestArm.Service service) {
        this.service = service;
    }

    @Override
    public int mostAtOnce() {
        return service.mostAtOnce();
    }

    @Override
    public void connected() {
        service.connected();
    }

    @Override
    public void lost() {
        service.lost();
    }

    @Override
    public long limitNanos(byte[] request) {
        return service.limitNanos(request);
    }

    @Override
    public byte[] work(byte[] request) throws InterruptedException {
        return service.work(request);
    }

    @Override
    public void limitCancelled() {
        service.limitCancelled();
    }

    @Override
    public byte[] late(byte[] request) {
        return service.late(request);
    }
}
