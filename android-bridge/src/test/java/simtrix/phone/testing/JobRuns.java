package simtrix.phone.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.app.Application;
import android.app.job.JobInfo;
import android.app.job.JobParameters;
import android.app.job.JobScheduler;
import android.app.job.JobService;
import java.util.ArrayList;
import java.util.List;
import org.robolectric.Robolectric;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.util.ReflectionHelpers;

/**
 * Runs the app's jobs as Android does: one that runs still counts as pending, one that is over is
 * forgotten unless it was asked for anew or is periodic, and a restart of the phone forgets those
 * that are not persisted.
 */
public final class JobRuns {

  private final JobScheduler scheduler;

  public JobRuns(Application app) {
    this.scheduler = app.getSystemService(JobScheduler.class);
  }

  /** What Android would wake the app for. */
  public List<JobInfo> pending() {
    return new ArrayList<>(scheduler.getAllPendingJobs());
  }

  public boolean isPending(int id) {
    return scheduler.getPendingJob(id) != null;
  }

  /** Runs a pending job to its end. */
  public void run(int id) {
    JobInfo asked = scheduler.getPendingJob(id);
    assertThat(asked).as("Android was asked for job " + id).isNotNull();
    JobService service = service(asked);
    if (service.onStartJob(parameters(id))) {
      Soon.until(() -> shadowOf(service).getIsJobFinished() || isAskedAnew(asked));
    }
    if (!isAskedAnew(asked) && !asked.isPeriodic()) {
      scheduler.cancel(id);
    }
  }

  /** Runs whatever may run: all that waits for the network too. */
  public void runAll() {
    pending().forEach(job -> run(job.getId()));
  }

  public void restartOfThePhone() {
    pending().stream()
        .filter(job -> !job.isPersisted())
        .forEach(job -> scheduler.cancel(job.getId()));
  }

  @SuppressWarnings("ReferenceEquality") // the same wish once more is another job
  private boolean isAskedAnew(JobInfo asked) {
    return scheduler.getPendingJob(asked.getId()) != asked;
  }

  private static JobService service(JobInfo job) {
    try {
      Class<? extends JobService> service =
          Class.forName(job.getService().getClassName()).asSubclass(JobService.class);
      return Robolectric.buildService(service).create().get();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JobParameters parameters(int id) {
    JobParameters parameters = Shadow.newInstanceOf(JobParameters.class);
    ReflectionHelpers.setField(parameters, "jobId", id);
    return parameters;
  }
}
