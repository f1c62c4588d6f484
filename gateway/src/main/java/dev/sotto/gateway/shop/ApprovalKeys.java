package dev.sotto.gateway.shop;

import com.nimbusds.jose.jwk.JWK;
import io.vertx.core.Future;
import java.util.Optional;

/** The public keys that approvals are signed with. */
@FunctionalInterface
public interface ApprovalKeys {
    /** The key of that name, if it is published. Fails when the publisher is out of reach. Completes on the caller's context. */
    Future<Optional<JWK>> key(String name);
}
