package simtrix.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import simtrix.settings.SimtrixSettings;
import simtrix.settings.TracingSettings;

/** An exporter exists only where a collector is named. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

  @Bean
  Spans spans(SimtrixSettings settings) {
    TracingSettings tracing = settings.tracing();
    return tracing
        .collector()
        .map(collector -> Spans.of(provider(collector, tracing.share())))
        .orElseGet(Spans::none);
  }

  @Bean
  FollowedSteps followedSteps(SimtrixSettings settings, Spans spans) {
    return new FollowedSteps(settings.tracing().toldSteps(), spans);
  }

  private static SdkTracerProvider provider(URI collector, double share) {
    return SdkTracerProvider.builder()
        .setResource(
            Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "simtrix")))
        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
        .addSpanProcessor(
            BatchSpanProcessor.builder(
                    OtlpHttpSpanExporter.builder().setEndpoint(collector.toString()).build())
                .build())
        .build();
  }
}
