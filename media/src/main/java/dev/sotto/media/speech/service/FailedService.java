package dev.sotto.media.speech.service;

/** A service that failed, for engines that block. Its message holds no text, no key and no address. */
public final class FailedService extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ServiceFailure failure;

    public FailedService(ServiceFailure failure) {
        super("the speech service failed: " + failure, null, false, false);
        this.failure = failure;
    }

    public ServiceFailure failure() {
        return failure;
    }
}
