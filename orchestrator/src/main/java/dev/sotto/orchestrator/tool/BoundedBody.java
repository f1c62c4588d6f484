package dev.sotto.orchestrator.tool;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/** Collects an answer up to a limit; past it the answer is a failure and its bytes are dropped. */
final class BoundedBody implements BodyStream<Buffer> {
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("its answer is larger than " + limit + " bytes", null, false, false);
        }
    }

    private final int limit;
    private final Buffer collected = Buffer.buffer();
    private final Promise<Buffer> result = Promise.promise();
    private @Nullable Handler<Throwable> failure;

    BoundedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public Future<Buffer> result() {
        return result.future();
    }

    @Override
    public Future<Void> write(Buffer part) {
        if (collected.length() + part.length() <= limit) {
            collected.appendBuffer(part);
            return Future.succeededFuture();
        }
        var cause = new TooLarge(limit);
        if (result.tryFail(cause) && failure != null) {
            failure.handle(cause);
        }
        return Future.failedFuture(cause);
    }

    @Override
    public Future<Void> end() {
        result.tryComplete(collected);
        return Future.succeededFuture();
    }

    @Override
    public void handle(Throwable cause) {
        result.tryFail(cause);
    }

    @Override
    public BoundedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        failure = handler;
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
