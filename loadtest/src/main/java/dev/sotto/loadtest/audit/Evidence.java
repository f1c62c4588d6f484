package dev.sotto.loadtest.audit;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * All that can be seen from outside.
 *
 * @param journals by conversation
 * @param guidance each request as the interface shows it, by id
 * @param refunds what the shop has paid back since the audit began to watch, by order number
 */
record Evidence(
        Map<String, JournalRecord> journals, Map<String, JsonObject> guidance, Map<String, List<BigDecimal>> refunds) {}
