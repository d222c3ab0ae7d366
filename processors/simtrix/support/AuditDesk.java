package simtrix.support;

import java.util.Map;
import org.apache.camel.Headers;
import org.springframework.stereotype.Component;
import simtrix.audit.AuditEntry;
import simtrix.audit.AuditFilter;
import simtrix.audit.AuditLog;

/** The audit as support reads it. */
@Component("auditDesk")
public class AuditDesk {

  private final AuditLog log;

  AuditDesk(AuditLog log) {
    this.log = log;
  }

  /** For the route: one page of the entries that the request asks for, the latest first. */
  public Page<AuditEntry> find(@Headers Map<String, Object> request) {
    return list(AuditFilter.of(request), PageRequest.of(request));
  }

  /** One page of the entries that fit, the latest first. */
  public Page<AuditEntry> list(AuditFilter filter, PageRequest page) {
    return new Page<>(log.list(filter, page.from(), page.size()), log.count(filter));
  }
}
